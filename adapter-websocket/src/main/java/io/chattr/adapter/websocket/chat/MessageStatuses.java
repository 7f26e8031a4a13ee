package io.chattr.adapter.websocket.chat;

import io.chattr.application.message.ReadHistory;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.message.Message;
import io.chattr.wire.camelcase.CamelCaseEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What moved watermarks mean for each message: the camelCase vocabulary tells of messages one by
 * one.
 */
final class MessageStatuses {
  /** Of the messages that one event concerns the newest are told. */
  static final int MOST = 100;

  private final ReadHistory history;

  MessageStatuses(ReadHistory history) {
    this.history = history;
  }

  /** How far members were when that was told last, as far as it is remembered. */
  static final class Told {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Seat, Watermarks> marks;

    /** The {@code most} that were moved last are remembered. */
    Told(int most) {
      marks =
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Seat, Watermarks> eldest) {
              return size() > most;
            }
          };
    }

    private @Nullable Watermarks replace(Seat seat, Watermarks now) {
      lock.lock();
      try {
        return marks.put(seat, now);
      } finally {
        lock.unlock();
      }
    }
  }

  /** What to tell to whoever has been {@code told}, the newest message last; reads the store. */
  List<CamelCaseEvent> of(StatusMoved moved, Told told) {
    var events = new ArrayList<CamelCaseEvent>();
    for (Move move : moved.moves()) {
      // A replay shows marks as they are by now: of messages that come later it is told later.
      Watermarks now = upTo(moved.newest().seq(), move.watermarks());
      var seat = new Seat(moved.conversation(), move.user());
      Watermarks before = told.replace(seat, now);
      long seen = before == null ? 0 : before.readUpTo();
      long delivered = Math.max(before == null ? 0 : before.deliveredUpTo(), now.readUpTo());
      tell(events, moved, seat, seen, now.readUpTo(), "seen");
      tell(events, moved, seat, delivered, now.deliveredUpTo(), "delivered");
    }
    return events.size() <= MOST ? events : events.subList(events.size() - MOST, events.size());
  }

  private static Watermarks upTo(long seq, Watermarks marks) {
    return new Watermarks(Math.min(seq, marks.deliveredUpTo()), Math.min(seq, marks.readUpTo()));
  }

  /** The messages with {@code after < seq <= upTo}. */
  private void tell(
      List<CamelCaseEvent> events,
      StatusMoved moved,
      Seat seat,
      long after,
      long upTo,
      String status) {
    if (after >= upTo) {
      return;
    }
    String chat = moved.conversation().toString();
    String user = seat.user().value();
    if (upTo - after == 1 && moved.newest().seq() == upTo) {
      events.add(CamelCaseEvent.status(moved.newest().message().toString(), chat, user, status));
      return;
    }
    for (Message message : read(seat, after, upTo)) {
      if (message.seq() > after && !message.sender().equals(seat.user())) {
        events.add(CamelCaseEvent.status(message.id().toString(), chat, user, status));
      }
    }
  }

  private List<Message> read(Seat seat, long after, long upTo) {
    var query =
        new ReadHistory.Query(
            seat.user(),
            seat.conversation(),
            Optional.of(upTo + 1),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            (int) Math.min(MOST, upTo - after));
    try {
      return history.handle(query).items();
    } catch (Rejected rejected) {
      if (rejected.failure() instanceof NotFound) {
        // They have left meanwhile.
        return List.of();
      }
      throw rejected;
    }
  }
}
