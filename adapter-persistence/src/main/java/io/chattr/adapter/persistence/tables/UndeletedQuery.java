package io.chattr.adapter.persistence.tables;

import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What somebody said and did not delete, by the places where they ever were: messages pay for no
 * index on their senders alone. Goes on from where it ended, so that all of it is walked over once.
 */
final class UndeletedQuery {
  private UndeletedQuery() {}

  static List<Message> run(Handle handle, UserId sender, Optional<Message> last, int limit) {
    UUID from = last.map(message -> message.conversation().value()).orElse(new UUID(0, 0));
    var found = new ArrayList<Message>();
    for (UUID conversation : places(handle, sender, from)) {
      long after = conversation.equals(from) ? last.map(Message::seq).orElse(0L) : 0;
      found.addAll(in(handle, conversation, sender, after, limit - found.size()));
      if (found.size() == limit) {
        break;
      }
    }
    return found;
  }

  private static List<UUID> places(Handle handle, UserId sender, UUID from) {
    return handle
        .createQuery(
            """
            select distinct conversation from chattr_membership
            where user_id = :sender and conversation >= :from
            order by conversation
            """)
        .bind("sender", sender.value())
        .bind("from", from)
        .mapTo(UUID.class)
        .list();
  }

  private static List<Message> in(
      Handle handle, UUID conversation, UserId sender, long after, int limit) {
    return handle
        .createQuery(
            """
            select %s from chattr_message m
            where m.conversation = :conversation and m.seq > :after
              and m.sender = :sender and m.deleted_at is null
            order by m.conversation, m.seq limit :limit
            """
                .formatted(MessageRow.COLUMNS))
        .bind("conversation", conversation)
        .bind("after", after)
        .bind("sender", sender.value())
        .bind("limit", limit)
        .map(MessageRow::map)
        .list();
  }
}
