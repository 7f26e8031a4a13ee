package io.chattr.application.live;

import io.chattr.domain.event.ConversationEvent.MessageDeleted;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.Logged;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The newest events and who sees them, so that whoever was away for a moment is told what they
 * missed without a look at the store: the very notices that others heard when it happened.
 *
 * <p>Most of what is missed are messages and how far members have come, and only these can be told
 * from here. Other events may mean something else when they are heard late: who missed one has to
 * ask the store, as has who missed a message that was deleted since.
 *
 * <p>One thread writes, any thread reads.
 */
final class Recent {
  private static final int EVENTS_IN_HAND = 1_000;
  private static final int READERS_IN_HAND = 200_000;

  private final int most;
  private final NavigableMap<Long, Entry> entries = new ConcurrentSkipListMap<>();
  private int readers;
  // All that is behind the first and not behind the second is here.
  private volatile long forgotten;
  private volatile Cursor head;

  /** Knows what comes after {@code head}. */
  Recent(Cursor head) {
    this(head, EVENTS_IN_HAND);
  }

  Recent(Cursor head, int most) {
    this.most = most;
    this.head = head;
    this.forgotten = head.position();
  }

  /** {@code notice} is absent where the store has to be asked. */
  private record Entry(Set<UserId> readers, Optional<Notice> notice) {
    private boolean tells(MessageId message) {
      return notice
          .filter(told -> told.event() instanceof MessagePosted posted && is(posted, message))
          .isPresent();
    }

    private static boolean is(MessagePosted posted, MessageId message) {
      return posted.message().id().equals(message);
    }
  }

  /** Whether an event like this can be told from here. */
  static boolean tells(DomainEvent event) {
    return event instanceof MessagePosted || event instanceof StatusMoved;
  }

  /**
   * The next event of the log; to be called before anybody hears it.
   *
   * @param notice of it, where it can be told
   */
  void add(Logged logged, Set<UserId> seenBy, Optional<Notice> notice) {
    if (logged.event() instanceof MessageDeleted deleted) {
      withhold(deleted.message().id());
    }
    Entry repeated = entries.put(logged.position(), new Entry(seenBy, notice));
    readers += seenBy.size() - (repeated == null ? 0 : repeated.readers().size());
    head = new Cursor(head.epoch(), logged.position());
    while (entries.size() > most || readers > READERS_IN_HAND) {
      Map.Entry<Long, Entry> oldest = entries.firstEntry();
      // First, so that whoever has just read on without it finds out.
      forgotten = oldest.getKey();
      entries.remove(oldest.getKey());
      readers -= oldest.getValue().readers().size();
    }
  }

  private void withhold(MessageId deleted) {
    entries.replaceAll(
        (position, entry) ->
            entry.tells(deleted) ? new Entry(entry.readers(), Optional.empty()) : entry);
  }

  /** Whether it is worth asking about what came after {@code cursor}. */
  boolean mayKnow(Cursor cursor) {
    return cursor.epoch().equals(head.epoch()) && cursor.position() >= forgotten;
  }

  /** Whether everything up to {@code end} has been heard. */
  boolean reaches(Cursor end) {
    Cursor now = head;
    return end.epoch().equals(now.epoch()) && end.position() <= now.position();
  }

  /**
   * What {@code reader} may see after {@code cursor}, at most {@code limit} events; empty where
   * that has to be asked of the store.
   */
  Optional<LiveEvents.Page> after(UserId reader, Cursor cursor, int limit) {
    Cursor end = head;
    if (!cursor.epoch().equals(end.epoch()) || cursor.position() > end.position()) {
      return Optional.empty();
    }
    var found = new ArrayList<Notice>();
    for (Entry entry : entries.subMap(cursor.position(), false, end.position(), true).values()) {
      if (entry.readers().contains(reader)) {
        if (entry.notice().isEmpty()) {
          return Optional.empty();
        }
        found.add(entry.notice().get());
        if (found.size() > limit) {
          break;
        }
      }
    }
    return cursor.position() < forgotten ? Optional.empty() : Optional.of(page(found, end, limit));
  }

  private static LiveEvents.Page page(List<Notice> found, Cursor end, int limit) {
    if (found.size() <= limit) {
      return new LiveEvents.Page(found, end, true, false);
    }
    List<Notice> first = found.subList(0, limit);
    return new LiveEvents.Page(first, first.getLast().cursor(), false, false);
  }
}
