package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.application.port.Relations;
import io.chattr.domain.decision.Relation;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.util.List;
import java.util.Optional;
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
                    select a.friends, a.version, %s
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

  @Override
  public Page<UserId> friends(UserId user, PageRequest page) {
    // A pair stands once, under its lower id: both sides are looked at, each by its own index.
    List<String> found =
        tables.with(
            handle ->
                handle
                    .createQuery(
                        """
                        (select high as friend from chattr_relation
                         where low = :user and high > :after and friends
                         order by low, high limit :limit)
                        union all
                        (select low as friend from chattr_relation
                         where high = :user and low > :after and friends
                         order by high, low limit :limit)
                        order by friend limit :limit
                        """)
                    .bind("user", user.value())
                    .bind("after", PageCursor.FRIENDS.place(page).orElse(""))
                    .bind("limit", page.limit() + 1)
                    .mapTo(String.class)
                    .list());
    return PageCursor.FRIENDS.page(found, page, friend -> friend).map(UserId::new);
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
