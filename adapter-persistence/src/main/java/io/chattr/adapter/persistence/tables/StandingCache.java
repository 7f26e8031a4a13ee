package io.chattr.adapter.persistence.tables;

import io.chattr.domain.conversation.Permission;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.decision.Standing;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Standings of those who posted lately. One that is no longer true does no harm: the journal finds
 * its versions stale, drops it here, and has it looked up again. Who may not post is never kept:
 * the journal would not see it.
 */
public final class StandingCache {
  private static final int MAX_STANDINGS = 100_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<ConversationId, Map<UserId, Standing>> standings =
      new LinkedHashMap<>(16, 0.75f, true);
  private int size;
  private long dropped;

  Optional<Standing> find(Seat seat, Supplier<Optional<Standing>> lookUp) {
    long droppedBefore;
    lock.lock();
    try {
      Map<UserId, Standing> known = standings.get(seat.conversation());
      Standing standing = known == null ? null : known.get(seat.user());
      if (standing != null) {
        return Optional.of(standing);
      }
      droppedBefore = dropped;
    } finally {
      lock.unlock();
    }
    Optional<Standing> found = lookUp.get();
    found
        .filter(standing -> standing.can(Permission.POST))
        .ifPresent(standing -> keep(standing, droppedBefore));
    return found;
  }

  /** Forgets what is known of a conversation, because something about it changed. */
  public void drop(ConversationId conversation) {
    lock.lock();
    try {
      dropped++;
      Map<UserId, Standing> gone = standings.remove(conversation);
      size -= gone == null ? 0 : gone.size();
    } finally {
      lock.unlock();
    }
  }

  private void keep(Standing standing, long droppedBefore) {
    lock.lock();
    try {
      // What was looked up before a drop may be what was dropped.
      if (dropped != droppedBefore) {
        return;
      }
      Standing earlier =
          standings
              .computeIfAbsent(standing.conversation(), id -> new HashMap<>())
              .put(standing.member(), standing);
      size += earlier == null ? 1 : 0;
      var eldest = standings.values().iterator();
      while (size > MAX_STANDINGS && eldest.hasNext()) {
        size -= eldest.next().size();
        eldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }
}
