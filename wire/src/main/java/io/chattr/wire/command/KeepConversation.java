package io.chattr.wire.command;

import io.chattr.application.conversation.ArrangeConversation;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to keep a conversation in their own list; what is absent stays as it is. On
 * REST the path names the conversation, on sockets {@code conversationId} does.
 */
public record KeepConversation(
    @Nullable String conversationId,
    @Nullable Boolean muted,
    @Nullable Boolean archived,
    @Nullable Boolean pinned) {

  /** For the conversation that the request itself names. */
  public ArrangeConversation.Command by(UserId member) {
    return by(member, ConversationId.of(Fields.require("conversationId", conversationId)));
  }

  public ArrangeConversation.Command by(UserId member, ConversationId conversation) {
    return new ArrangeConversation.Command(
        new Seat(conversation, member),
        Optional.ofNullable(muted),
        Optional.ofNullable(archived),
        Optional.ofNullable(pinned));
  }
}
