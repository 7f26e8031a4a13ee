package io.chattr.adapter.memory;

import io.chattr.application.port.Presences;
import io.chattr.domain.decision.Relation;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class MemoryPresences implements Presences {
  private final Tables tables;
  private final Map<UserId, Instant> lastSeen = new ConcurrentHashMap<>();

  MemoryPresences(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Map<UserId, Instant> lastSeen(Collection<UserId> users) {
    var found = new HashMap<UserId, Instant>();
    for (UserId user : users) {
      Optional.ofNullable(lastSeen.get(user)).ifPresent(time -> found.put(user, time));
    }
    return found;
  }

  @Override
  public void saw(Map<UserId, Instant> seen) {
    seen.forEach(
        (user, time) ->
            lastSeen.merge(
                user,
                time.truncatedTo(ChronoUnit.MILLIS),
                (one, other) -> one.isAfter(other) ? one : other));
  }

  @Override
  public void forget(UserId user) {
    lastSeen.remove(user);
  }

  @Override
  public Set<UserId> concerned(UserId user, int limit) {
    return tables.reading(
        () -> concerned(user).distinct().limit(limit).collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public Set<UserId> concerned(UserId user, Collection<UserId> candidates) {
    var asked = Set.copyOf(candidates);
    return tables.reading(
        () -> concerned(user).filter(asked::contains).collect(Collectors.toUnmodifiableSet()));
  }

  private Stream<UserId> concerned(UserId user) {
    Stream<UserId> friends =
        tables.relations.values().stream()
            .filter(Relation::friends)
            .map(Relation::pair)
            .filter(pair -> pair.low().equals(user) || pair.high().equals(user))
            .map(pair -> pair.other(user));
    Stream<UserId> companions =
        tables.rooms.values().stream()
            .filter(room -> room.members.containsKey(user))
            .filter(room -> room.members.size() <= LARGEST_GROUP)
            .flatMap(room -> room.members.keySet().stream())
            .filter(member -> !member.equals(user));
    return Stream.concat(friends, companions)
        .filter(other -> !tables.relation(UserPair.of(user, other)).isBlocked());
  }
}
