package io.chattr.domain.message;

import io.chattr.domain.content.Content;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A message that was decided but has no place in its conversation yet. */
public record Draft(
    MessageId id,
    ConversationId conversation,
    UserId sender,
    Content content,
    Optional<ClientMessageId> clientId,
    References references,
    Optional<Metadata> metadata) {

  /** The message that this becomes when the journal gives it its seq, time and position. */
  public Message at(long seq, Instant createdAt, long position) {
    return new Message(
        id,
        conversation,
        seq,
        sender,
        content,
        clientId,
        references,
        metadata,
        createdAt,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        false,
        position);
  }
}
