package io.chattr.domain.message;

import io.chattr.domain.content.Content;
import io.chattr.domain.content.Deleted;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A stored message, as it is now.
 *
 * <p>{@code seq} is its place in its conversation: 1, 2, 3, … without gaps. {@code createdAt} is in
 * whole milliseconds, never before that of the message in front of it. {@code version} is the
 * position of the event that changed it last.
 */
public record Message(
    MessageId id,
    ConversationId conversation,
    long seq,
    UserId sender,
    Content content,
    Optional<ClientMessageId> clientId,
    References references,
    Optional<Metadata> metadata,
    Instant createdAt,
    Optional<Instant> editedAt,
    Optional<Instant> deletedAt,
    List<Reaction> reactions,
    boolean pinned,
    long version) {

  public Message {
    reactions = List.copyOf(reactions);
  }

  public boolean isDeleted() {
    return content instanceof Deleted;
  }

  /** The same holding something else. */
  public Message edited(Content other, List<UserId> mentions, Instant at) {
    return new Message(
        id,
        conversation,
        seq,
        sender,
        other,
        clientId,
        references.mentioning(mentions),
        metadata,
        createdAt,
        Optional.of(at),
        deletedAt,
        reactions,
        pinned,
        version);
  }

  /** With what it held at another time, and nothing that members made of it since. */
  public Message holding(Content other) {
    return new Message(
        id,
        conversation,
        seq,
        sender,
        other,
        clientId,
        references.mentioning(List.of()),
        metadata,
        createdAt,
        editedAt,
        deletedAt,
        List.of(),
        false,
        version);
  }

  /** What stays when it is deleted for everyone: its place, its sender and its times. */
  public Message tombstone(Instant at) {
    return new Message(
        id,
        conversation,
        seq,
        sender,
        new Deleted(),
        Optional.empty(),
        References.none(),
        Optional.empty(),
        createdAt,
        Optional.empty(),
        Optional.of(at),
        List.of(),
        false,
        version);
  }

  public Message with(List<Reaction> others) {
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
        editedAt,
        deletedAt,
        others,
        pinned,
        version);
  }

  public Message pinned(boolean on) {
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
        editedAt,
        deletedAt,
        reactions,
        on,
        version);
  }

  /** The same as of the event at {@code position}. */
  public Message at(long position) {
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
        editedAt,
        deletedAt,
        reactions,
        pinned,
        position);
  }
}
