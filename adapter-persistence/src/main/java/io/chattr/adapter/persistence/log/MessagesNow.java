package io.chattr.adapter.persistence.log;

import io.chattr.adapter.persistence.tables.MessageRow;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.MessageMarks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Messages that rows of the log are about, and what some users make of them, as it is now. */
final class MessagesNow {
  private final Handle handle;
  private final Set<UUID> wanted = new HashSet<>();
  private final List<UUID> markedMessages = new ArrayList<>();
  private final List<String> markingUsers = new ArrayList<>();
  private final Map<UUID, Now> messages = new HashMap<>();
  private final Map<Hand, Set<Emoji>> reactions = new HashMap<>();
  private final Set<Hand> stars = new HashSet<>();

  MessagesNow(Handle handle) {
    this.handle = handle;
  }

  private record Now(Message message, long lastSeq) {}

  private record Hand(MessageId message, UserId user) {}

  void want(UUID message) {
    wanted.add(message);
  }

  /** With what {@code user} makes of it. */
  void want(UUID message, UserId user) {
    want(message);
    markedMessages.add(message);
    markingUsers.add(user.value());
  }

  void load() {
    if (!wanted.isEmpty()) {
      handle
          .createQuery(
              """
              select c.last_seq, %s
              from chattr_message m
              join chattr_conversation c on c.id = m.conversation
              where m.id = any(:ids)
              """
                  .formatted(MessageRow.COLUMNS))
          .bindArray("ids", UUID.class, wanted)
          .map((row, context) -> new Now(MessageRow.read(row), row.getLong("last_seq")))
          .forEach(now -> messages.put(now.message().id().value(), now));
    }
    if (!markedMessages.isEmpty()) {
      loadMarks();
    }
  }

  private void loadMarks() {
    handle
        .createQuery(
            """
            select s.message, s.user_id, t.message as star, r.emoji
            from (
              select distinct a.message, a.user_id
              from unnest(cast(:messages as uuid array), cast(:users as varchar array))
                as a (message, user_id)) s
            left join chattr_star t on t.message = s.message and t.user_id = s.user_id
            left join chattr_reaction r on r.message = s.message and r.user_id = s.user_id
            """)
        .bindArray("messages", UUID.class, markedMessages)
        .bindArray("users", String.class, markingUsers)
        .map(
            (row, context) -> {
              var hand =
                  new Hand(
                      new MessageId(row.getObject("message", UUID.class)),
                      new UserId(row.getString("user_id")));
              if (row.getObject("star", UUID.class) != null) {
                stars.add(hand);
              }
              String emoji = row.getString("emoji");
              if (emoji != null) {
                reactions.computeIfAbsent(hand, key -> new HashSet<>()).add(new Emoji(emoji));
              }
              return hand;
            })
        .list();
  }

  Optional<Message> find(LogRow row) {
    return Optional.ofNullable(messages.get(row.requireSubject())).map(Now::message);
  }

  /** The last seq in the conversation of a message that was found. */
  long lastSeq(Message message) {
    Now now = messages.get(message.id().value());
    return now == null ? message.seq() : now.lastSeq();
  }

  /** Stars and reactions, of a user with whom they are wanted. */
  MessageMarks marks(Message message, UserId user) {
    var hand = new Hand(message.id(), user);
    return new MessageMarks(false, stars.contains(hand), reactions.getOrDefault(hand, Set.of()));
  }
}
