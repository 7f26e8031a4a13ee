package io.chattr.adapter.persistence.journal;

import static io.chattr.adapter.persistence.dialect.Script.longs;
import static io.chattr.adapter.persistence.dialect.Script.texts;
import static io.chattr.adapter.persistence.dialect.Script.uuids;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.adapter.persistence.tables.MessageRow;
import io.chattr.domain.event.ConversationEvent.ReactionsChanged;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How members of a group react to messages. */
final class ReactionChanges {
  private final Map<MessageId, Message> messages = new LinkedHashMap<>();
  private final Map<Hand, Set<Emoji>> hands = new LinkedHashMap<>();

  /** One user's reactions to one message. */
  private record Hand(MessageId message, UserId user) {}

  private record Row(Hand hand, Emoji emoji) {}

  void put(ReactionsChanged event) {
    messages.put(event.message().id(), event.message());
    hands.put(new Hand(event.message().id(), event.user()), event.emojis());
  }

  void into(Script script) {
    if (messages.isEmpty()) {
      return;
    }
    script
        .update(
            """
            merge into chattr_message m
            using (
              select s.id, s.position, s.reactions from {rows} as s (id, position, reactions)) s
            on m.id = s.id
            when matched then update set version = s.position, reactions = s.reactions
            """,
            uuids(messages.keySet(), MessageId::value),
            longs(messages.values(), Message::version),
            texts(messages.values(), MessageRow::reactions))
        .update(
            """
            merge into chattr_reaction r
            using (select s.message, s.user_id from {rows} as s (message, user_id)) s
            on r.message = s.message and r.user_id = s.user_id
            when matched then delete
            """,
            uuids(hands.keySet(), hand -> hand.message().value()),
            texts(hands.keySet(), hand -> hand.user().value()));
    List<Row> rows =
        hands.entrySet().stream()
            .flatMap(hand -> hand.getValue().stream().map(emoji -> new Row(hand.getKey(), emoji)))
            .toList();
    if (!rows.isEmpty()) {
      script.update(
          """
          insert into chattr_reaction (message, user_id, emoji)
          select s.message, s.user_id, s.emoji from {rows} as s (message, user_id, emoji)
          """,
          uuids(rows, row -> row.hand().message().value()),
          texts(rows, row -> row.hand().user().value()),
          texts(rows, row -> row.emoji().value()));
    }
  }
}
