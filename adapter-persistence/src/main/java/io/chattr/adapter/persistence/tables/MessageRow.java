package io.chattr.adapter.persistence.tables;

import io.chattr.domain.content.Content;
import io.chattr.domain.content.Custom;
import io.chattr.domain.content.Deleted;
import io.chattr.domain.content.Encrypted;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.content.Text;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.ClientMessageId;
import io.chattr.domain.message.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** How a message lies in a row of {@code chattr_message}. */
public final class MessageRow {
  /** What {@link #read} reads, of a table called {@code m}. */
  public static final String COLUMNS =
      "m.id, m.conversation, m.seq, m.sender, m.kind, m.custom_type, m.body, m.client_id,"
          + " m.reply_to, m.metadata, m.created_at, m.edited_at, m.deleted_at";

  private MessageRow() {}

  static Message map(ResultSet row, StatementContext context) throws SQLException {
    return read(row);
  }

  /** The message in a row that has {@link #COLUMNS}. */
  public static Message read(ResultSet row) throws SQLException {
    return new Message(
        new MessageId(row.getObject("id", UUID.class)),
        new ConversationId(row.getObject("conversation", UUID.class)),
        row.getLong("seq"),
        new UserId(row.getString("sender")),
        content(row.getString("kind"), row.getString("custom_type"), row.getString("body")),
        Optional.ofNullable(row.getString("client_id")).map(ClientMessageId::new),
        Optional.ofNullable(row.getObject("reply_to", UUID.class)).map(MessageId::new),
        Optional.ofNullable(row.getString("metadata")).map(Metadata::new),
        Instant.ofEpochMilli(row.getLong("created_at")),
        time(row, "edited_at"),
        time(row, "deleted_at"));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  private static Content content(String kind, @Nullable String customType, @Nullable String body) {
    String text = body == null ? "" : body;
    return switch (kind) {
      case "text" -> new Text(text);
      case "encrypted" -> new Encrypted(text);
      case "custom" -> new Custom(customType == null ? "" : customType, text);
      case "deleted" -> new Deleted();
      // Of a newer version: clients pass over custom types that they do not know.
      default -> new Custom(kind, "null");
    };
  }

  /** The name of what a message holds. */
  public static String kind(Content content) {
    return switch (content) {
      case Text text -> "text";
      case Encrypted encrypted -> "encrypted";
      case Custom custom -> "custom";
      case Deleted deleted -> "deleted";
    };
  }

  public static @Nullable String customType(Content content) {
    return content instanceof Custom custom ? custom.type() : null;
  }

  public static @Nullable String body(Content content) {
    return switch (content) {
      case Text text -> text.value();
      case Encrypted encrypted -> encrypted.json();
      case Custom custom -> custom.json();
      case Deleted deleted -> null;
    };
  }
}
