package io.chattr.wire.command;

import io.chattr.application.message.EditMessage;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * What a message is to hold from now on, in the fields of {@link SendMessage}. On REST the path
 * names the message, on sockets {@code messageId} does.
 */
public record ChangeMessage(
    @Nullable String messageId,
    @Nullable String content,
    @Nullable RawJson encrypted,
    @Nullable NewCustom custom,
    @Nullable String mediaId) {

  /** For the message that the request itself names. */
  public EditMessage.Command by(UserId sender) {
    return by(sender, MessageId.of(Fields.require("messageId", messageId)));
  }

  public EditMessage.Command by(UserId sender, MessageId message) {
    return new EditMessage.Command(
        sender, message, new NewContent(content, encrypted, custom, mediaId).read());
  }
}
