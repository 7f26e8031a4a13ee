package io.chattr.application.presence;

import io.chattr.application.port.Presences;
import io.chattr.domain.identity.UserId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * When people were there last. It is stored a little later, of many at once and at most once a
 * second, so that coming and going never takes much of the store.
 */
final class LastSeen {
  private static final Logger LOG = System.getLogger(LastSeen.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MAX_ROWS = 500;

  private final Presences presences;
  private final Timing timing;
  private final Map<UserId, Instant> waiting = new ConcurrentHashMap<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  LastSeen(Presences presences, Timing timing) {
    this.presences = presences;
    this.timing = timing;
  }

  void saw(UserId user, Instant time) {
    waiting.merge(user, time, LastSeen::later);
    schedule();
  }

  /** Where anybody knows. */
  Map<UserId, Instant> of(Collection<UserId> users) {
    var known = new HashMap<UserId, Instant>();
    users.forEach(user -> waiting.computeIfPresent(user, (id, time) -> keep(known, id, time)));
    presences.lastSeen(users).forEach((user, time) -> known.merge(user, time, LastSeen::later));
    return known;
  }

  private static Instant keep(Map<UserId, Instant> known, UserId user, Instant time) {
    known.put(user, time);
    return time;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private void schedule() {
    if (!waiting.isEmpty() && scheduled.compareAndSet(false, true)) {
      timing.after(
          PAUSE,
          () -> {
            scheduled.set(false);
            store();
            schedule();
          });
    }
  }

  private void store() {
    var rows = new HashMap<UserId, Instant>();
    for (Map.Entry<UserId, Instant> entry : waiting.entrySet()) {
      if (rows.size() == MAX_ROWS) {
        break;
      }
      rows.put(entry.getKey(), entry.getValue());
    }
    try {
      presences.saw(rows);
      // What was seen meanwhile stays.
      rows.forEach(waiting::remove);
    } catch (RuntimeException failure) {
      LOG.log(
          Level.WARNING, "When people were there last could not be stored; trying again", failure);
    }
  }

  /** Stores what waits; what cannot be stored now never is. */
  void close() {
    int rounds = waiting.size() / MAX_ROWS + 1;
    for (int i = 0; i < rounds; i++) {
      store();
    }
  }
}
