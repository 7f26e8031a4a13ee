package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.application.port.Relations;
import io.chattr.domain.decision.Relation;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Relations as the tables have them now. */
public final class JdbiRelations implements Relations {
  private final Tables tables;

  public JdbiRelations(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Relation find(UserPair pair) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    """
                    select a.friends, a.blocked_by_low, a.blocked_by_high, a.version, %s
                    from chattr_relation a
                    left join chattr_friend_request r on r.id = a.last_request
                    where a.low = :low and a.high = :high
                    """
                        .formatted(FriendRequestRow.COLUMNS))
                .bind("low", pair.low().value())
                .bind("high", pair.high().value())
                .map(
                    (row, context) ->
                        new Relation(
                            pair,
                            row.getBoolean("friends"),
                            row.getObject("id", UUID.class) == null
                                ? Optional.empty()
                                : Optional.of(FriendRequestRow.map(row, context)),
                            blockedBy(pair, row),
                            row.getLong("version")))
                .findOne()
                .orElseGet(() -> Relation.none(pair)));
  }

  @Override
  public Optional<FriendRequest> findRequest(FriendRequestId id) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    "select "
                        + FriendRequestRow.COLUMNS
                        + " from chattr_friend_request r where r.id = :id")
                .bind("id", id.value())
                .map(FriendRequestRow::map)
                .findOne());
  }

  /** Who of the pair blocks the other, in a row of {@code chattr_relation}. */
  static Set<UserId> blockedBy(UserPair pair, ResultSet row) throws SQLException {
    var blocking = new HashSet<UserId>();
    if (row.getBoolean("blocked_by_low")) {
      blocking.add(pair.low());
    }
    if (row.getBoolean("blocked_by_high")) {
      blocking.add(pair.high());
    }
    return blocking;
  }

  @Override
  public Page<UserId> friends(UserId user, PageRequest page) {
    return others(PageCursor.FRIENDS, user, "friends", "friends", page);
  }

  @Override
  public Page<UserId> blocked(UserId user, PageRequest page) {
    return others(PageCursor.BLOCKED, user, "blocked_by_low", "blocked_by_high", page);
  }

  /**
   * Those to whom the user's relation has {@code asLow} where the user is the low one of the pair,
   * and {@code asHigh} where the user is the high one. A pair stands once, under its lower id: both
   * sides are looked at, each by its own index.
   */
  private Page<UserId> others(
      PageCursor cursor, UserId user, String asLow, String asHigh, PageRequest page) {
    List<String> found =
        tables.with(
            handle ->
                handle
                    .createQuery(
                        """
                        (select high as other from chattr_relation
                         where low = :user and high > :after and %s
                         order by low, high limit :limit)
                        union all
                        (select low as other from chattr_relation
                         where high = :user and low > :after and %s
                         order by high, low limit :limit)
                        order by other limit :limit
                        """
                            .formatted(asLow, asHigh))
                    .bind("user", user.value())
                    .bind("after", cursor.place(page).orElse(""))
                    .bind("limit", page.limit() + 1)
                    .mapTo(String.class)
                    .list());
    return cursor.page(found, page, other -> other).map(UserId::new);
  }

  @Override
  public Page<FriendRequest> pending(UserId user, Direction direction, PageRequest page) {
    String side =
        switch (direction) {
          case INCOMING -> "receiver";
          case OUTGOING -> "sender";
        };
    // Ids begin with the time of their making.
    List<FriendRequest> found =
        tables.with(
            handle ->
                handle
                    .createQuery(
                        """
                        select %1$s from chattr_friend_request r
                        where r.%2$s = :user and r.status = 'PENDING' and r.id < :before
                        order by r.%2$s desc, r.status desc, r.id desc limit :limit
                        """
                            .formatted(FriendRequestRow.COLUMNS, side))
                    .bind("user", user.value())
                    .bind("before", PageCursor.REQUESTS.uuid(page).orElse(new UUID(-1, -1)))
                    .bind("limit", page.limit() + 1)
                    .map(FriendRequestRow::map)
                    .list());
    return PageCursor.REQUESTS.page(found, page, FriendRequest::id);
  }
}
