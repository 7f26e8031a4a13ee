package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.Conversations.Undelivered;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.ConversationEvent.Newest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What has not reached a user yet, where they are told of each other's deliveries. */
final class UndeliveredQuery {
  private static final String SQL =
      """
      select n.conversation, n.seq, x.id
      from (
        select m.conversation, m.delivered_up_to, m.visible_from_seq,
          (select p.seq from chattr_message p
           where p.conversation = m.conversation and p.position <= :position
             and p.sender <> :user
           order by p.conversation desc, p.position desc limit 1) as seq,
          %s as crowded
        from chattr_membership m
        join chattr_conversation c on c.id = m.conversation
        where m.user_id = :user and m.to_position = :open
          and c.last_seq > m.delivered_up_to) n
      join chattr_message x on x.conversation = n.conversation and x.seq = n.seq
      where n.seq > n.delivered_up_to and n.seq >= n.visible_from_seq and not n.crowded
      """
          .formatted(CrowdedRows.of("m.conversation"));

  private UndeliveredQuery() {}

  static List<Undelivered> run(Handle handle, UserId user, long position) {
    return handle
        .createQuery(SQL)
        .bind("user", user.value())
        .bind("position", position)
        .bind("open", Interval.OPEN)
        .map(
            (row, context) ->
                new Undelivered(
                    new Seat(new ConversationId(row.getObject("conversation", UUID.class)), user),
                    new Newest(new MessageId(row.getObject("id", UUID.class)), row.getLong("seq"))))
        .list();
  }
}
