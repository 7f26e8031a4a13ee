package io.chattr.benchmarks.journal;

import io.chattr.adapter.persistence.tables.MessageRow;
import io.chattr.application.message.PostMessage;
import io.chattr.application.port.IdGenerator;
import io.chattr.domain.content.Text;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.message.ClientMessageId;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Fingerprint;
import io.chattr.domain.message.References;
import java.util.UUID;

/**
 * The values of one message's row that are known before its transaction, and the texts of its SQL.
 */
record Post(
    UUID id,
    UUID conversation,
    String sender,
    String body,
    String clientId,
    UUID mark,
    UUID digest) {
  static final String LOCK_HEAD =
      "select position, last_time from chattr_head where id = 1 for update";
  static final String FIND_MARK =
      "select " + MessageRow.COLUMNS + ", m.mark, m.digest from chattr_message m where m.mark = ?";
  static final String FIND_CONVERSATION =
      "select id, version, last_seq, activity from chattr_conversation where id = ?";
  static final String INSERT =
      """
      insert into chattr_message (id, conversation, seq, position, sender, kind, body, client_id,
        mark, digest, created_at)
      values (?, ?, ?, ?, ?, 'text', ?, ?, ?, ?, ?)\
      """;
  static final String UPDATE_CONVERSATION =
      """
      update chattr_conversation set version = ?, last_seq = ?, activity = ?, last_position = ?
      where id = ?\
      """;
  static final String UPDATE_HEAD =
      "update chattr_head set position = ?, last_time = ? where id = 1";

  private static final byte[] KEY = new byte[32];

  /** Of {@code command}, with the ids and digests that the journal would give it. */
  static Post of(PostMessage.Command command, IdGenerator ids) {
    ClientMessageId clientId = command.clientId().orElseThrow();
    var draft =
        new Draft(
            new MessageId(ids.next()),
            command.conversation(),
            command.sender(),
            command.content(),
            command.clientId(),
            References.none(),
            command.metadata());
    return new Post(
        draft.id().value(),
        draft.conversation().value(),
        draft.sender().value(),
        draft.content() instanceof Text text ? text.value() : "",
        clientId.value(),
        Fingerprint.of(draft.sender(), clientId),
        Fingerprint.of(draft, KEY));
  }

  /** The arguments of {@link #INSERT}. */
  Object[] row(long seq, long position, long createdAt) {
    return new Object[] {
      id, conversation, seq, position, sender, body, clientId, mark, digest, createdAt
    };
  }
}
