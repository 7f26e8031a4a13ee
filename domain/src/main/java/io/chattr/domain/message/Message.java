package io.chattr.domain.message;

import io.chattr.domain.content.Content;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A stored message, as it is now.
 *
 * <p>{@code seq} is its place in its conversation: 1, 2, 3, … without gaps. {@code createdAt} is in
 * whole milliseconds, never before that of the message in front of it.
 */
public record Message(
    MessageId id,
    ConversationId conversation,
    long seq,
    UserId sender,
    Content content,
    Optional<ClientMessageId> clientId,
    Optional<MessageId> replyTo,
    Optional<Metadata> metadata,
    Instant createdAt,
    Optional<Instant> editedAt,
    Optional<Instant> deletedAt) {}
