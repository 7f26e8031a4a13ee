package io.chattr.adapter.persistence.tables;

import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.MessageMarks;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What one reader made of some messages for themselves. */
final class MarksQuery {
  private MarksQuery() {}

  /** Where they made anything; one row for each of their reactions, at least one for a message. */
  static Map<MessageId, MessageMarks> run(
      Handle handle, UserId reader, Collection<MessageId> messages) {
    var marks = new HashMap<MessageId, MessageMarks>();
    handle
        .createQuery(
            """
            select m.id, h.message as hidden, t.message as starred, r.emoji
            from chattr_message m
            left join chattr_hidden h
              on h.user_id = :reader and h.conversation = m.conversation and h.seq = m.seq
            left join chattr_star t on t.message = m.id and t.user_id = :reader
            left join chattr_reaction r on r.message = m.id and r.user_id = :reader
            where m.id = any(:messages)
              and (h.message is not null or t.message is not null or r.emoji is not null)
            """)
        .bind("reader", reader.value())
        .bindArray("messages", UUID.class, messages.stream().map(MessageId::value).toList())
        .map(
            (row, context) -> {
              var emojis = new HashSet<Emoji>();
              if (row.getString("emoji") != null) {
                emojis.add(new Emoji(row.getString("emoji")));
              }
              return marks.merge(
                  new MessageId(row.getObject("id", UUID.class)),
                  new MessageMarks(
                      row.getObject("hidden", UUID.class) != null,
                      row.getObject("starred", UUID.class) != null,
                      emojis),
                  MarksQuery::both);
            })
        .list();
    return marks;
  }

  private static MessageMarks both(MessageMarks one, MessageMarks other) {
    var emojis = new HashSet<>(one.reactions());
    emojis.addAll(other.reactions());
    return new MessageMarks(one.hidden(), one.starred(), emojis);
  }
}
