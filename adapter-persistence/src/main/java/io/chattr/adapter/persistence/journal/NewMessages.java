package io.chattr.adapter.persistence.journal;

import static io.chattr.adapter.persistence.dialect.Script.longs;
import static io.chattr.adapter.persistence.dialect.Script.texts;
import static io.chattr.adapter.persistence.dialect.Script.uuids;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.adapter.persistence.tables.ContentRow;
import io.chattr.adapter.persistence.tables.MessageRow;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.ClientMessageId;
import io.chattr.domain.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The messages that a group adds. */
final class NewMessages {
  private final List<Row> messages = new ArrayList<>();

  private record Row(long position, Message message, @Nullable UUID mark, @Nullable UUID digest) {}

  void add(long position, Message message, @Nullable UUID mark, @Nullable UUID digest) {
    messages.add(new Row(position, message, mark, digest));
  }

  void into(Script script, long time) {
    if (messages.isEmpty()) {
      return;
    }
    script.update(
        """
        insert into chattr_message (id, conversation, seq, position, sender, kind, custom_type,
          body, client_id, mark, digest, reply_to, mentions, forwarded_from, metadata, created_at)
        select s.id, s.conversation, s.seq, s.position, s.sender, s.kind, s.custom_type,
          s.body, s.client_id, s.mark, s.digest, s.reply_to, s.mentions, s.forwarded_from, s.metadata, ?
        from {rows} as s (id, conversation, seq, position, sender, kind, custom_type, body, client_id,
            mark, digest, reply_to, mentions, forwarded_from, metadata)
        """,
        time,
        uuids(messages, row -> row.message().id().value()),
        uuids(messages, row -> row.message().conversation().value()),
        longs(messages, row -> row.message().seq()),
        longs(messages, Row::position),
        texts(messages, row -> row.message().sender().value()),
        texts(messages, row -> ContentRow.kind(row.message().content())),
        texts(messages, row -> ContentRow.customType(row.message().content())),
        texts(messages, row -> ContentRow.body(row.message().content())),
        texts(messages, row -> row.message().clientId().map(ClientMessageId::value).orElse(null)),
        uuids(messages, Row::mark),
        uuids(messages, Row::digest),
        uuids(
            messages,
            row -> row.message().references().replyTo().map(MessageId::value).orElse(null)),
        texts(messages, row -> MessageRow.mentions(row.message())),
        texts(
            messages,
            row -> row.message().references().forwardedFrom().map(UserId::value).orElse(null)),
        texts(messages, row -> row.message().metadata().map(Metadata::json).orElse(null)));
  }
}
