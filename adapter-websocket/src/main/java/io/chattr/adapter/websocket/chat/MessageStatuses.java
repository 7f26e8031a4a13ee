package io.chattr.adapter.websocket.chat;

import io.chattr.application.conversation.ViewConversations;
import io.chattr.application.live.Notice;
import io.chattr.application.message.ReadHistory;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.wire.camelcase.CamelCaseEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What moved watermarks mean for each message: the camelCase vocabulary tells of messages one by
 * one.
 */
final class MessageStatuses {
  /** Of the messages that one event concerns the newest are told. */
  static final int MOST = 100;

  /** Some who moved may have left meanwhile; if these have, nobody looks for the rest. */
  private static final int MOVERS_ASKED = 3;

  private static final Watermarks NOTHING = Watermarks.at(0);

  private final ReadHistory history;
  private final ViewConversations conversations;

  MessageStatuses(ReadHistory history, ViewConversations conversations) {
    this.history = history;
    this.conversations = conversations;
  }

  /** How far members were when that was told last, as far as it is remembered. */
  static final class Told {
    private final Optional<UserId> reader;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Seat, Watermarks> marks;
    private @Nullable Step last;

    /** To one reader. The {@code most} that were moved last are remembered. */
    Told(int most, UserId reader) {
      this(most, Optional.of(reader));
    }

    /** To everybody who hears of it when it happens. */
    Told(int most) {
      this(most, Optional.empty());
    }

    private Told(int most, Optional<UserId> reader) {
      this.reader = reader;
      marks =
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Seat, Watermarks> eldest) {
              return size() > most;
            }
          };
    }

    /** The same for each form of one event. */
    private Step step(Cursor cursor, StatusMoved moved) {
      lock.lock();
      try {
        Step known = last;
        if (known == null || !known.cursor.equals(cursor)) {
          known = new Step(cursor, moved, moved.moves().stream().map(m -> go(moved, m)).toList());
          last = known;
        }
        return known;
      } finally {
        lock.unlock();
      }
    }

    private Way go(StatusMoved moved, Move move) {
      // A replay shows marks as they are by now: of messages that come later it is told later.
      Watermarks now = upTo(moved.newest().seq(), move.watermarks());
      Watermarks before = marks.put(new Seat(moved.conversation(), move.user()), now);
      return new Way(move.user(), before == null ? NOTHING : before, now);
    }

    private static Watermarks upTo(long seq, Watermarks marks) {
      return new Watermarks(Math.min(seq, marks.deliveredUpTo()), Math.min(seq, marks.readUpTo()));
    }
  }

  /** How far a member came, from where. */
  private record Way(UserId user, Watermarks before, Watermarks now) {
    /** Nothing that is new comes up to here. */
    long start() {
      long read = before.readUpTo() < now.readUpTo() ? before.readUpTo() : Long.MAX_VALUE;
      return before.deliveredUpTo() < now.deliveredUpTo()
          ? Math.min(before.deliveredUpTo(), read)
          : read;
    }

    /** As those see it who do not learn what they have read. */
    Way veiled() {
      return new Way(
          user, new Watermarks(before.deliveredUpTo(), 0), new Watermarks(now.deliveredUpTo(), 0));
    }
  }

  /** The messages with {@code after < seq <= upTo}, which have come to this for a member. */
  private record Span(UserId mover, long after, long upTo, String status) {
    boolean isEmpty() {
      return after >= upTo;
    }

    boolean contains(long seq) {
      return after < seq && seq <= upTo;
    }

    /** One message, which the event names to everybody, in every vocabulary. */
    boolean isNewestOf(StatusMoved moved) {
      return upTo - after == 1 && moved.newest().seq() == upTo;
    }
  }

  /** One event, and what it takes to tell of it in each of its forms. */
  private static final class Step {
    private final Cursor cursor;
    private final StatusMoved moved;
    private final List<Way> ways;
    // Whoever comes at the same time reads the same.
    private volatile @Nullable List<Message> messages;

    Step(Cursor cursor, StatusMoved moved, List<Way> ways) {
      this.cursor = cursor;
      this.moved = moved;
      this.ways = ways;
    }
  }

  /**
   * What to tell to whoever has been {@code told}, the newest message last; to be asked in the
   * order of the log. Where more than an event's newest message is concerned, {@code reading} reads
   * the store, once for the event.
   */
  CompletableFuture<List<CamelCaseEvent>> of(
      Notice notice, StatusMoved moved, Told told, Executor reading) {
    Step step = told.step(notice.cursor(), moved);
    List<Span> spans = spans(step, notice.veiled());
    if (step.messages != null || spans.stream().allMatch(span -> span.isNewestOf(moved))) {
      return CompletableFuture.completedFuture(events(spans, step, told));
    }
    try {
      return CompletableFuture.supplyAsync(() -> events(spans, step, told), reading);
    } catch (RejectedExecutionException tooMuch) {
      return CompletableFuture.failedFuture(tooMuch);
    }
  }

  private static List<Span> spans(Step step, Set<UserId> veiled) {
    var spans = new ArrayList<Span>();
    for (Way each : step.ways) {
      Way way = veiled.contains(each.user()) ? each.veiled() : each;
      Watermarks now = way.now();
      long delivered = Math.max(way.before().deliveredUpTo(), now.readUpTo());
      spans.add(new Span(way.user(), way.before().readUpTo(), now.readUpTo(), "seen"));
      spans.add(new Span(way.user(), delivered, now.deliveredUpTo(), "delivered"));
    }
    spans.removeIf(Span::isEmpty);
    return spans;
  }

  private List<CamelCaseEvent> events(List<Span> spans, Step step, Told told) {
    var events = new ArrayList<CamelCaseEvent>();
    spans.forEach(span -> tell(events, span, step, told));
    return events.size() <= MOST ? events : events.subList(events.size() - MOST, events.size());
  }

  private void tell(List<CamelCaseEvent> events, Span span, Step step, Told told) {
    StatusMoved moved = step.moved;
    String chat = moved.conversation().toString();
    String mover = span.mover().value();
    if (span.isNewestOf(moved)) {
      String newest = moved.newest().message().toString();
      events.add(CamelCaseEvent.status(newest, chat, mover, span.status()));
      return;
    }
    for (Message message : messages(step, told)) {
      if (span.contains(message.seq()) && !message.sender().equals(span.mover())) {
        String id = message.id().toString();
        events.add(CamelCaseEvent.status(id, chat, mover, span.status()));
      }
    }
  }

  private List<Message> messages(Step step, Told told) {
    List<Message> known = step.messages;
    if (known == null) {
      known = told.reader.map(reader -> read(step, reader)).orElseGet(() -> readForAll(step));
      step.messages = known;
    }
    return known;
  }

  /** Those that every member may see: what is told to all is told to who sees least. */
  private List<Message> readForAll(Step step) {
    for (Way way : step.ways.subList(0, Math.min(MOVERS_ASKED, step.ways.size()))) {
      Optional<Conversation> conversation = find(step, way.user());
      if (conversation.isPresent()) {
        long visibleFromSeq =
            conversation.get().members().stream()
                .mapToLong(Member::visibleFromSeq)
                .max()
                .orElse(Long.MAX_VALUE);
        return visibleFromSeq > step.moved.newest().seq()
            ? List.of()
            : read(step, way.user()).stream()
                .filter(message -> message.seq() >= visibleFromSeq)
                .toList();
      }
    }
    return List.of();
  }

  private Optional<Conversation> find(Step step, UserId member) {
    try {
      return Optional.of(conversations.require(member, step.moved.conversation()).conversation());
    } catch (Rejected rejected) {
      requireAbsence(rejected);
      return Optional.empty();
    }
  }

  private List<Message> read(Step step, UserId reader) {
    long newest = step.moved.newest().seq();
    long start = step.ways.stream().mapToLong(Way::start).min().orElse(newest);
    var query =
        new ReadHistory.Query(
            reader,
            step.moved.conversation(),
            Optional.of(newest + 1),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Math.clamp(newest - start, 1, MOST));
    try {
      return history.handle(query).items();
    } catch (Rejected rejected) {
      requireAbsence(rejected);
      return List.of();
    }
  }

  /** They have left meanwhile; everything else is a defect. */
  private static void requireAbsence(Rejected rejected) {
    if (!(rejected.failure() instanceof NotFound)) {
      throw rejected;
    }
  }
}
