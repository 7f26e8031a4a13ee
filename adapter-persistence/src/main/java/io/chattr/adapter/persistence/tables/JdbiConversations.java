package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.Conversations;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.conversation.Unread;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.decision.Progress;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.decision.Standing;
import io.chattr.domain.event.ConversationEvent.Newest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

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
  public Optional<Standing> standing(ConversationId id, UserId user) {
    return standings.find(id, user, () -> lookUp(id, user));
  }

  private Optional<Standing> lookUp(ConversationId id, UserId user) {
    return tables.with(
        handle ->
            seated(
                    handle,
                    """
                    select c.type, c.version, m.role, m.visible_from_seq
                    from chattr_membership m
                    join chattr_conversation c on c.id = m.conversation
                    where m.conversation = :conversation and m.user_id = :user
                      and m.to_position = :open
                    """,
                    new Seat(id, user))
                .map(
                    (row, context) ->
                        new Standing(
                            id,
                            ConversationType.valueOf(row.getString("type")),
                            user,
                            MemberRole.valueOf(row.getString("role")),
                            row.getLong("visible_from_seq"),
                            row.getLong("version")))
                .findOne());
  }

  @Override
  public Optional<Progress> progress(Seat seat) {
    return tables.with(
        handle ->
            seated(
                    handle,
                    """
                    select visible_from_seq, delivered_up_to, read_up_to, version
                    from chattr_membership
                    where conversation = :conversation and user_id = :user
                      and to_position = :open
                    """,
                    seat)
                .map(
                    (row, context) ->
                        new Progress(
                            seat,
                            row.getLong("visible_from_seq"),
                            new Watermarks(
                                row.getLong("delivered_up_to"), row.getLong("read_up_to")),
                            row.getLong("version")))
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
    return tables.with(
        handle ->
            handle
                .createQuery(
                    """
                    select n.conversation, n.seq, x.id
                    from (
                      select m.conversation, m.delivered_up_to, m.visible_from_seq,
                        (select p.seq from chattr_message p
                         where p.conversation = m.conversation and p.position <= :position
                           and p.sender <> :user
                         order by p.conversation desc, p.position desc limit 1) as seq
                      from chattr_membership m
                      join chattr_conversation c on c.id = m.conversation
                      where m.user_id = :user and m.to_position = :open
                        and c.last_seq > m.delivered_up_to) n
                    join chattr_message x on x.conversation = n.conversation and x.seq = n.seq
                    where n.seq > n.delivered_up_to and n.seq >= n.visible_from_seq
                    """)
                .bind("user", user.value())
                .bind("position", position)
                .bind("open", Interval.OPEN)
                .map(
                    (row, context) ->
                        new Undelivered(
                            new Seat(
                                new ConversationId(row.getObject("conversation", UUID.class)),
                                user),
                            new Newest(
                                new MessageId(row.getObject("id", UUID.class)),
                                row.getLong("seq"))))
                .list());
  }

  private static Query seated(Handle handle, String sql, Seat seat) {
    return handle
        .createQuery(sql)
        .bind("conversation", seat.conversation().value())
        .bind("user", seat.user().value())
        .bind("open", Interval.OPEN);
  }
}
