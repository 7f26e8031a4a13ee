package io.chattr.wire.command;

import io.chattr.application.message.PostMessage;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.ClientMessageId;
import io.chattr.wire.RawJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message to be: one of {@code content}, {@code encrypted}, {@code custom} and {@code mediaId},
 * the last perhaps with {@code content}. On REST the path names the conversation, on sockets {@code
 * conversationId} does.
 */
public record SendMessage(
    @Nullable String conversationId,
    @Nullable String content,
    @Nullable RawJson encrypted,
    @Nullable NewCustom custom,
    @Nullable String mediaId,
    @Nullable String clientMessageId,
    @Nullable String replyTo,
    @Nullable RawJson metadata) {

  /** For the conversation that the request itself names. */
  public PostMessage.Command by(UserId sender) {
    return by(sender, ConversationId.of(Fields.require("conversationId", conversationId)));
  }

  public PostMessage.Command by(UserId sender, ConversationId conversation) {
    return new PostMessage.Command(
        sender,
        conversation,
        new NewContent(content, encrypted, custom, mediaId).read(),
        Optional.ofNullable(clientMessageId).map(ClientMessageId::new),
        Optional.ofNullable(replyTo)
            .map(answered -> Fields.naming("replyTo", () -> MessageId.of(answered))),
        Fields.metadata(metadata));
  }
}
