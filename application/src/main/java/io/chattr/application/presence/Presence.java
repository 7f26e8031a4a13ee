package io.chattr.application.presence;

import io.chattr.application.port.Presences;
import io.chattr.application.presence.Whisper.PresenceChanged;
import io.chattr.domain.identity.UserId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Who is there: whoever has a connection, on any device, and for a grace of {@value #GRACE_SECONDS}
 * seconds whoever had one, so that nobody flickers on a bad network.
 *
 * <p>Whom it concerns is told when somebody comes or goes, after the fact and in order; what is
 * told last is how it stands.
 */
public final class Presence {
  /** In which somebody who went may come back unnoticed. */
  public static final int GRACE_SECONDS = 8;

  private static final Logger LOG = System.getLogger(Presence.class.getName());
  private static final Duration GRACE = Duration.ofSeconds(GRACE_SECONDS);
  private static final Duration RETRY = Duration.ofSeconds(2);

  /** Whoever concerns more people than this is told to some of them only. */
  private static final int LARGEST_AUDIENCE = 10_000;

  private static final String NO_CONNECTION = "";

  private final Presences presences;
  private final Whispers whispers;
  private final Timing timing;
  private final LastSeen lastSeen;
  // Those who are there or whose going has not been told; the lock of an entry is the map's.
  private final Map<UserId, Person> people = new ConcurrentHashMap<>();

  /**
   * Somebody who is there or was a moment ago.
   *
   * @param told whether those whom it concerns know
   * @param gone when they last had a connection, where they have none; in {@link Timing#nanos}
   */
  private record Person(int connections, boolean told, long gone, Instant at) {
    boolean isThere(long nanos) {
      return connections > 0 || nanos - gone < GRACE.toNanos();
    }
  }

  public Presence(Presences presences, Whispers whispers, Timing timing) {
    this.presences = presences;
    this.whispers = whispers;
    this.timing = timing;
    this.lastSeen = new LastSeen(presences, timing);
  }

  /** {@code user} has one connection more, until what this answers is closed. Does not block. */
  public Connection connect(UserId user) {
    people.merge(
        user,
        new Person(1, false, 0, now()),
        (person, one) ->
            new Person(person.connections() + 1, person.told(), person.gone(), person.at()));
    timing.after(Duration.ZERO, () -> settle(user));
    return new Connection(user);
  }

  /** One of somebody's connections. */
  public final class Connection implements AutoCloseable {
    private final UserId user;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Connection(UserId user) {
      this.user = user;
    }

    /** It has ended; harmless when it had. Does not block. */
    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        disconnect(user);
      }
    }
  }

  private void disconnect(UserId user) {
    Person left =
        people.computeIfPresent(
            user,
            (id, person) ->
                new Person(person.connections() - 1, person.told(), timing.nanos(), now()));
    if (left != null && left.connections() == 0) {
      timing.after(GRACE, () -> settle(user));
    }
  }

  /** Tells how it stands, where it is not known. One at a time. */
  private void settle(UserId user) {
    Person person = people.get(user);
    if (person == null) {
      return;
    }
    boolean there = person.isThere(timing.nanos());
    if (there && person.told()) {
      return;
    }
    try {
      if (there) {
        lastSeen.saw(user, now());
        tell(new PresenceChanged(user, true, now()));
        people.computeIfPresent(
            user, (id, p) -> new Person(p.connections(), true, p.gone(), p.at()));
      } else if (forget(user)) {
        lastSeen.saw(user, person.at());
        if (person.told()) {
          tell(new PresenceChanged(user, false, person.at()));
        }
      }
    } catch (RuntimeException failure) {
      LOG.log(
          Level.WARNING, "Nobody was told whether " + user + " is there; trying again", failure);
      if (!there) {
        people.putIfAbsent(user, person);
      }
      timing.after(RETRY, () -> settle(user));
    }
  }

  /** False when they have come back meanwhile. */
  private boolean forget(UserId user) {
    return people.computeIfPresent(user, (id, p) -> p.isThere(timing.nanos()) ? p : null) == null;
  }

  private void tell(PresenceChanged change) {
    Set<UserId> audience = presences.concerned(change.user(), LARGEST_AUDIENCE);
    whispers.tell(audience, change, NO_CONNECTION);
  }

  /**
   * How it stands with those of {@code users} of whom {@code reader} may know; and with oneself.
   */
  public Map<UserId, Availability> of(UserId reader, Collection<UserId> users) {
    var others = users.stream().filter(user -> !user.equals(reader)).distinct().toList();
    var known = new HashSet<>(presences.concerned(reader, others));
    if (users.contains(reader)) {
      known.add(reader);
    }
    Map<UserId, Instant> seen = lastSeen.of(known);
    var found = new HashMap<UserId, Availability>();
    for (UserId user : known) {
      boolean online = people.containsKey(user);
      found.put(
          user,
          new Availability(
              online, online ? Optional.of(now()) : Optional.ofNullable(seen.get(user))));
    }
    return found;
  }

  /** How many people are there, or were a moment ago. */
  public int size() {
    return people.size();
  }

  /** Notes that whoever is there was there until now. */
  public void close() {
    List.copyOf(people.keySet()).forEach(user -> lastSeen.saw(user, now()));
    lastSeen.close();
  }

  private Instant now() {
    return timing.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
