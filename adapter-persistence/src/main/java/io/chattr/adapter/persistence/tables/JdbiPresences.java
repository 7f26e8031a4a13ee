package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.Presences;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** Presences in their table. */
public final class JdbiPresences implements Presences {
  // %1$s: which people only. A pair of friends stands once, under its lower id. Conversations are
  // chosen before their members are looked at, so that each is measured once, and no further than
  // to where it is too large.
  private static final String CONCERNED =
      """
      select high as person from chattr_relation where low = :user and friends %1$s
      union
      select low as person from chattr_relation where high = :user and friends %2$s
      union
      select other.user_id as person
      from (
        select distinct m.conversation from chattr_membership m
        where m.user_id = :user and m.to_position = :open
          and not exists (
            select 1 from chattr_membership one
            where one.conversation = m.conversation and one.to_position = :open
            limit 1 offset :largest)) mine
      join chattr_membership other on other.conversation = mine.conversation
      where other.to_position = :open and other.user_id <> :user %3$s
        and not exists (
          select 1 from chattr_relation r
          where (r.blocked_by_low or r.blocked_by_high)
            and r.low in (:user, other.user_id) and r.high in (:user, other.user_id))
      """;
  private static final String ALL = CONCERNED.formatted("", "", "") + "limit :limit";
  private static final String SOME =
      CONCERNED.formatted(
          "and high = any(:candidates)",
          "and low = any(:candidates)",
          "and other.user_id = any(:candidates)");

  private final Tables tables;

  public JdbiPresences(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Map<UserId, Instant> lastSeen(Collection<UserId> users) {
    if (users.isEmpty()) {
      return Map.of();
    }
    return tables.with(
        handle ->
            handle
                .createQuery("select * from chattr_presence where user_id = any(:users)")
                .bindArray("users", String.class, users.stream().map(UserId::value).toArray())
                .reduceRows(
                    new TreeMap<UserId, Instant>(),
                    (found, row) -> {
                      found.put(
                          new UserId(row.getColumn("user_id", String.class)),
                          Instant.ofEpochMilli(row.getColumn("last_seen_at", Long.class)));
                      return found;
                    }));
  }

  @Override
  public void saw(Map<UserId, Instant> seen) {
    if (seen.isEmpty()) {
      return;
    }
    tables.inTransaction(
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  """
                  merge into chattr_presence p
                  using (
                    select cast(:user as varchar) as user_id, cast(:seen as bigint) as seen) s
                  on p.user_id = s.user_id
                  when matched then update set last_seen_at = greatest(p.last_seen_at, s.seen)
                  when not matched then insert (user_id, last_seen_at) values (s.user_id, s.seen)
                  """);
          // In one order on all nodes, so that none waits for another that waits for it.
          new TreeMap<>(seen)
              .forEach(
                  (user, time) ->
                      batch.bind("user", user.value()).bind("seen", Tables.millis(time)).add());
          return batch.execute();
        });
  }

  @Override
  public void forget(UserId user) {
    tables.with(
        handle ->
            handle
                .createUpdate("delete from chattr_presence where user_id = :user")
                .bind("user", user.value())
                .execute());
  }

  @Override
  public Set<UserId> concerned(UserId user, int limit) {
    return tables.with(
        handle -> people(handle.createQuery(ALL).bind("user", user.value()).bind("limit", limit)));
  }

  @Override
  public Set<UserId> concerned(UserId user, Collection<UserId> candidates) {
    if (candidates.isEmpty()) {
      return Set.of();
    }
    return tables.with(
        handle ->
            people(
                handle
                    .createQuery(SOME)
                    .bind("user", user.value())
                    .bindArray(
                        "candidates",
                        String.class,
                        candidates.stream().map(UserId::value).toArray())));
  }

  private static Set<UserId> people(Query query) {
    return query
        .bind("open", Interval.OPEN)
        .bind("largest", LARGEST_GROUP)
        .mapTo(String.class)
        .stream()
        .map(UserId::new)
        .collect(Collectors.toUnmodifiableSet());
  }
}
