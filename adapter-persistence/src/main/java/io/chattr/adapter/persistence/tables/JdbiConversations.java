package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.Conversations;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.conversation.Unread;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.decision.Arrangement;
import io.chattr.domain.decision.Once;
import io.chattr.domain.decision.Progress;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.decision.Standing;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Conversations as the tables have them now. */
public final class JdbiConversations implements Conversations {
  private final Tables tables;
  private final StandingCache standings;
  private final OverviewQuery overviews = new OverviewQuery();

  public JdbiConversations(Tables tables, StandingCache standings) {
    this.tables = tables;
    this.standings = standings;
  }

  @Override
  public Optional<Conversation> find(ConversationId id) {
    return tables.with(handle -> find(handle, id.value()));
  }

  private static Optional<Conversation> find(Handle handle, UUID id) {
    return ConversationRow.load(handle, List.of(id)).values().stream().findFirst();
  }

  @Override
  public Optional<Conversation> findDirect(UserPair pair) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    "select conversation from chattr_direct where low = :low and high = :high")
                .bind("low", pair.low().value())
                .bind("high", pair.high().value())
                .mapTo(UUID.class)
                .findOne()
                .flatMap(id -> find(handle, id)));
  }

  @Override
  public Optional<Standing> standing(Seat seat) {
    return tables.with(handle -> StandingQuery.run(handle, seat));
  }

  @Override
  public Optional<Standing> recentStanding(Seat seat) {
    return standings.find(seat, () -> standing(seat));
  }

  @Override
  public Optional<Progress> progress(Seat seat) {
    return tables.with(
        handle ->
            SeatQuery.of(
                    handle,
                    """
                    select c.type, m.visible_from_seq, m.delivered_up_to, m.read_up_to, m.version,
                      %s as crowded
                    from chattr_membership m
                    join chattr_conversation c on c.id = m.conversation
                    where m.conversation = :conversation and m.user_id = :user
                      and m.to_position = :open
                    """
                        .formatted(CrowdedRows.of(":conversation")),
                    seat)
                .map(
                    (row, context) ->
                        new Progress(
                            seat,
                            ConversationType.valueOf(row.getString("type")),
                            row.getLong("visible_from_seq"),
                            new Watermarks(
                                row.getLong("delivered_up_to"), row.getLong("read_up_to")),
                            row.getBoolean("crowded"),
                            row.getLong("version")))
                .findOne());
  }

  @Override
  public Optional<Arrangement> arrangement(Seat seat) {
    return tables.with(
        handle ->
            SeatQuery.of(
                    handle,
                    """
                    select %s, m.version, c.last_seq
                    from chattr_membership m
                    join chattr_conversation c on c.id = m.conversation
                    where m.conversation = :conversation and m.user_id = :user
                      and m.to_position = :open
                    """
                        .formatted(MemberRow.SETTINGS),
                    seat)
                .map(
                    (row, context) ->
                        new Arrangement(
                            seat,
                            MemberRow.settings(row),
                            row.getLong("last_seq"),
                            row.getLong("version")))
                .findOne());
  }

  @Override
  public Set<UserId> present(ConversationId id, Collection<UserId> users) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    """
                    select user_id from chattr_membership
                    where conversation = :conversation and user_id = any(:users)
                      and to_position = :open
                    """)
                .bind("conversation", id.value())
                .bindArray("users", String.class, users.stream().map(UserId::value).toList())
                .bind("open", Interval.OPEN)
                .mapTo(String.class)
                .map(UserId::new)
                .collect(Collectors.toSet()));
  }

  @Override
  public List<ConversationId> of(UserId user, Optional<ConversationId> last, int limit) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    """
                    select conversation from chattr_membership
                    where user_id = :user and to_position = :open and conversation > :last
                    order by conversation limit :limit
                    """)
                .bind("user", user.value())
                .bind("open", Interval.OPEN)
                .bind("last", last.map(ConversationId::value).orElse(new UUID(0, 0)))
                .bind("limit", limit)
                .mapTo(UUID.class)
                .map(ConversationId::new)
                .list());
  }

  @Override
  public Optional<Once> done(UUID mark) {
    return tables.with(
        handle ->
            handle
                .createQuery("select digest, conversation from chattr_done where mark = :mark")
                .bind("mark", mark)
                .map(
                    (row, context) ->
                        new Once(
                            mark,
                            row.getObject("digest", UUID.class),
                            new ConversationId(row.getObject("conversation", UUID.class))))
                .findOne());
  }

  @Override
  public Optional<Overview> overview(Seat seat) {
    return tables.with(handle -> overviews.one(handle, seat));
  }

  @Override
  public Page<Overview> overviews(UserId reader, PageRequest page) {
    return tables.with(handle -> overviews.page(handle, reader, page));
  }

  @Override
  public Optional<Unread> unread(Seat seat) {
    return tables.with(handle -> overviews.unread(handle, seat));
  }

  @Override
  public List<Interval> intervals(ConversationId id, long position) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    """
                    select user_id, from_position, to_position, visible_from_seq
                    from chattr_membership
                    where conversation = :conversation and to_position >= :position
                    order by user_id, from_position
                    """)
                .bind("conversation", id.value())
                .bind("position", position)
                .map(
                    (row, context) ->
                        new Interval(
                            new UserId(row.getString("user_id")),
                            row.getLong("from_position"),
                            row.getLong("to_position"),
                            row.getLong("visible_from_seq")))
                .list());
  }

  @Override
  public List<Undelivered> undelivered(UserId user, long position) {
    return tables.with(handle -> UndeliveredQuery.run(handle, user, position));
  }
}
