package io.chattr.adapter.persistence.journal;

import static io.chattr.adapter.persistence.dialect.Script.longs;
import static io.chattr.adapter.persistence.dialect.Script.texts;
import static io.chattr.adapter.persistence.dialect.Script.uuids;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.adapter.persistence.tables.ContentRow;
import io.chattr.adapter.persistence.tables.MessageRow;
import io.chattr.domain.event.ConversationEvent.MessageDeleted;
import io.chattr.domain.event.ConversationEvent.MessageEdited;
import io.chattr.domain.event.ConversationEvent.MessageEvent;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.PinChanged;
import io.chattr.domain.event.ConversationEvent.ReactionsChanged;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.message.Message;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a group makes of messages that are there: edits, reactions, pins, and their end. */
final class MessageChanges {
  private final Locked locked;
  private final Map<MessageId, Message> edited = new LinkedHashMap<>();
  private final Map<MessageId, Message> pinned = new LinkedHashMap<>();
  private final Map<MessageId, Message> deleted = new LinkedHashMap<>();
  private final ReactionChanges reactions = new ReactionChanges();

  MessageChanges(Locked locked) {
    this.locked = locked;
  }

  /** Answers with the event at its position. */
  MessageEvent apply(long position, MessageEvent event) {
    MessageEvent stamped = event.at(locked.line(event.conversation()).lastSeq(), position);
    Message message = stamped.message();
    switch (stamped) {
      case MessagePosted posted ->
          throw new IllegalArgumentException("A message is decided as a Post");
      case MessageEdited edit -> edited.put(message.id(), message);
      case ReactionsChanged changed -> reactions.put(changed);
      case PinChanged changed -> pinned.put(message.id(), message);
      case MessageDeleted end -> deleted.put(message.id(), message);
    }
    locked.set(message);
    return stamped;
  }

  void into(Script script) {
    if (!edited.isEmpty()) {
      edit(script, edited.values());
    }
    reactions.into(script);
    if (!pinned.isEmpty()) {
      pin(script, pinned.values());
    }
    if (!deleted.isEmpty()) {
      delete(script, deleted.values());
    }
  }

  private static void edit(Script script, Collection<Message> messages) {
    script
        .update(
            """
            insert into chattr_message_version
              (message, replaced_at, kind, custom_type, body, written_at)
            select m.id, s.position, m.kind, m.custom_type, m.body,
              coalesce(m.edited_at, m.created_at)
            from {rows} as s (id, position)
            join chattr_message m on m.id = s.id
            """,
            ids(messages),
            longs(messages, Message::version))
        .update(
            """
            merge into chattr_message m
            using (
              select s.id, s.position, s.kind, s.custom_type, s.body, s.mentions, s.edited_at
              from {rows} as s (id, position, kind, custom_type, body, mentions, edited_at)) s
            on m.id = s.id
            when matched then update set version = s.position, kind = s.kind,
              custom_type = s.custom_type, body = s.body, mentions = s.mentions,
              edited_at = s.edited_at
            """,
            ids(messages),
            longs(messages, Message::version),
            texts(messages, message -> ContentRow.kind(message.content())),
            texts(messages, message -> ContentRow.customType(message.content())),
            texts(messages, message -> ContentRow.body(message.content())),
            texts(messages, MessageRow::mentions),
            longs(messages, message -> millis(message.editedAt())));
  }

  private static void pin(Script script, Collection<Message> messages) {
    script.update(
        """
        merge into chattr_message m
        using (
          select s.id, s.position, s.pinned from {rows} as s (id, position, pinned)) s
        on m.id = s.id
        when matched then update set version = s.position, pinned = s.pinned
        """,
        ids(messages),
        longs(messages, Message::version),
        longs(messages, message -> message.pinned() ? message.version() : null));
  }

  /** Place, sender, times and the mark stay, and nothing else; not what it held before, either. */
  private static void delete(Script script, Collection<Message> messages) {
    script.update(
        """
        merge into chattr_message m
        using (
          select s.id, s.position, s.deleted_at from {rows} as s (id, position, deleted_at)) s
        on m.id = s.id
        when matched then update set version = s.position, deleted_at = s.deleted_at,
          kind = 'deleted', client_id = null, custom_type = null, body = null, reply_to = null, mentions = null,
          forwarded_from = null, metadata = null, edited_at = null, reactions = null, pinned = null
        """,
        ids(messages),
        longs(messages, Message::version),
        longs(messages, message -> millis(message.deletedAt())));
    for (String table : List.of("chattr_message_version", "chattr_reaction", "chattr_star")) {
      script.update(
          """
          merge into %s t
          using (select s.id from {rows} as s (id)) s on t.message = s.id
          when matched then delete
          """
              .formatted(table),
          ids(messages));
    }
  }

  private static Object ids(Collection<Message> messages) {
    return uuids(messages, message -> message.id().value());
  }

  private static @Nullable Long millis(Optional<Instant> time) {
    return time.map(Instant::toEpochMilli).orElse(null);
  }
}
