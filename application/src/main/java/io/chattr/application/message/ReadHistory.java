package io.chattr.application.message;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.application.port.Conversations;
import io.chattr.application.port.Messages;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.decision.Progress;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A member reads a conversation's messages, page by page. */
public final class ReadHistory {
  // The widest times that every store can compare.
  static final Instant BEGINNING = Instant.EPOCH;
  static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

  private final Conversations conversations;
  private final Messages messages;

  @Inject
  public ReadHistory(Conversations conversations, Messages messages) {
    this.conversations = conversations;
    this.messages = messages;
  }

  /**
   * Messages with {@code after < seq < before} and {@code from <= createdAt < to}, where given. A
   * page begins at the oldest of them when {@code after} or, without {@code before}, {@code from}
   * is given, else at the newest.
   */
  public record Query(
      UserId reader,
      ConversationId conversation,
      Optional<Long> before,
      Optional<Long> after,
      Optional<Instant> from,
      Optional<Instant> to,
      int limit) {

    public Query {
      requireLimit(limit);
    }

    boolean isNewestFirst() {
      return after.isEmpty() && (before.isPresent() || from.isEmpty());
    }
  }

  /**
   * A page in ascending order of seq. Its cursor is a seq: the next {@code before} of a page that
   * began at the newest, the next {@code after} of one that began at the oldest.
   */
  public Page<Message> handle(Query query) {
    var seat = new Seat(query.conversation(), query.reader());
    Progress progress = progress(seat);
    boolean newestFirst = query.isNewestFirst();
    List<Message> found =
        messages.list(
            seat,
            new Messages.Range(
                Math.max(query.after().orElse(0L), progress.visibleFromSeq() - 1),
                query.before().orElse(Long.MAX_VALUE),
                query.from().orElse(BEGINNING),
                query.to().orElse(END),
                newestFirst,
                query.limit() + 1));
    if (found.size() <= query.limit()) {
      return new Page<>(found, Optional.empty());
    }
    // One more than asked for shows that there is more; it is not part of this page.
    List<Message> page =
        newestFirst ? found.subList(1, found.size()) : found.subList(0, query.limit());
    long edge = newestFirst ? page.get(0).seq() : page.get(page.size() - 1).seq();
    return new Page<>(page, Optional.of(Long.toString(edge)));
  }

  /** At most {@code limit} messages around the one at {@code seq}, half of them in front of it. */
  public record Around(UserId reader, ConversationId conversation, long seq, int limit) {
    public Around {
      requireLimit(limit);
    }
  }

  /**
   * Messages in ascending order of seq.
   *
   * @param before of a query for those in front of them, where there are any
   * @param after of a query for those behind them, where there are any
   */
  public record Surroundings(List<Message> messages, Optional<Long> before, Optional<Long> after) {
    public Surroundings {
      messages = List.copyOf(messages);
    }
  }

  /** The message may have been deleted; then its neighbours are found. */
  public Surroundings around(Around query) {
    var seat = new Seat(query.conversation(), query.reader());
    long invisible = progress(seat).visibleFromSeq() - 1;
    int older = query.limit() / 2;
    int newer = query.limit() - older;
    List<Message> front =
        messages.list(
            seat, new Messages.Range(invisible, query.seq(), BEGINNING, END, true, older + 1));
    List<Message> rest =
        messages.list(
            seat,
            new Messages.Range(
                Math.max(query.seq() - 1, invisible),
                Long.MAX_VALUE,
                BEGINNING,
                END,
                false,
                newer + 1));
    // One more than asked for shows that there is more; it is not part of this page.
    boolean moreInFront = front.size() > older;
    boolean moreBehind = rest.size() > newer;
    var page = new ArrayList<Message>(moreInFront ? front.subList(1, front.size()) : front);
    page.addAll(moreBehind ? rest.subList(0, newer) : rest);
    return new Surroundings(
        page,
        moreInFront
            ? Optional.of(page.isEmpty() ? query.seq() : page.getFirst().seq())
            : Optional.empty(),
        moreBehind ? Optional.of(page.getLast().seq()) : Optional.empty());
  }

  private Progress progress(Seat seat) {
    return conversations
        .progress(seat)
        .orElseThrow(() -> new Rejected(new NotFound("conversation")));
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
      throw Rejected.value("limit", INVALID_VALUE, "must be 1 to " + PageRequest.MAX_LIMIT);
    }
  }
}
