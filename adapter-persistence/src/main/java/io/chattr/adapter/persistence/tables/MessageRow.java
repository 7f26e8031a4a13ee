package io.chattr.adapter.persistence.tables;

import static java.util.stream.Collectors.joining;

import io.chattr.domain.content.Metadata;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.ClientMessageId;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.Reaction;
import io.chattr.domain.message.References;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** How a message lies in a row of {@code chattr_message}. */
public final class MessageRow {
  /** What {@link #read} reads, of a table called {@code m}. */
  public static final String COLUMNS =
      "m.id, m.conversation, m.seq, m.position, m.version, m.sender, m.kind, m.custom_type, m.body,"
          + " m.client_id, m.reply_to, m.mentions, m.forwarded_from, m.metadata, m.created_at,"
          + " m.edited_at, m.deleted_at, m.reactions, m.pinned";

  private MessageRow() {}

  static Message map(ResultSet row, StatementContext context) throws SQLException {
    return read(row);
  }

  /** The message in a row that has {@link #COLUMNS}. */
  public static Message read(ResultSet row) throws SQLException {
    long position = row.getLong("position");
    return new Message(
        new MessageId(row.getObject("id", UUID.class)),
        new ConversationId(row.getObject("conversation", UUID.class)),
        row.getLong("seq"),
        new UserId(row.getString("sender")),
        ContentRow.read(row),
        Optional.ofNullable(row.getString("client_id")).map(ClientMessageId::new),
        new References(
            Optional.ofNullable(row.getObject("reply_to", UUID.class)).map(MessageId::new),
            Optional.ofNullable(row.getString("forwarded_from")).map(UserId::new),
            words(row.getString("mentions")).stream().map(UserId::new).toList()),
        Optional.ofNullable(row.getString("metadata")).map(Metadata::new),
        Instant.ofEpochMilli(row.getLong("created_at")),
        number(row, "edited_at").map(Instant::ofEpochMilli),
        number(row, "deleted_at").map(Instant::ofEpochMilli),
        reactions(row.getString("reactions")),
        number(row, "pinned").isPresent(),
        number(row, "version").orElse(position));
  }

  private static Optional<Long> number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(number);
  }

  private static List<Reaction> reactions(@Nullable String text) {
    List<String> words = words(text);
    var reactions = new ArrayList<Reaction>();
    for (int i = 0; i + 1 < words.size(); i += 2) {
      reactions.add(new Reaction(new Emoji(words.get(i)), Integer.parseInt(words.get(i + 1))));
    }
    return reactions;
  }

  private static List<String> words(@Nullable String text) {
    return text == null ? List.of() : Arrays.asList(text.split(" ", -1));
  }

  /** Ids, with spaces between. */
  public static @Nullable String mentions(Message message) {
    List<UserId> mentions = message.references().mentions();
    return mentions.isEmpty() ? null : mentions.stream().map(UserId::value).collect(joining(" "));
  }

  /** Each emoji and how many, with spaces between. */
  public static @Nullable String reactions(Message message) {
    return message.reactions().isEmpty()
        ? null
        : message.reactions().stream()
            .map(reaction -> reaction.emoji().value() + ' ' + reaction.count())
            .collect(joining(" "));
  }
}
