package io.chattr.domain.message;

import io.chattr.domain.content.Content;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/** A message that was decided but has no place in its conversation yet. */
public record Draft(
    MessageId id,
    ConversationId conversation,
    UserId sender,
    Content content,
    Optional<ClientMessageId> clientId,
    Optional<MessageId> replyTo,
    Optional<Metadata> metadata) {

  /** The message that this becomes when the journal gives it its seq and time. */
  public Message at(long seq, Instant createdAt) {
    return new Message(
        id,
        conversation,
        seq,
        sender,
        content,
        clientId,
        replyTo,
        metadata,
        createdAt,
        Optional.empty(),
        Optional.empty());
  }
}
