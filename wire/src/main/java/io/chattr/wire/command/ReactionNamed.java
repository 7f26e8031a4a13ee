package io.chattr.wire.command;

import io.chattr.domain.identity.MessageId;
import io.chattr.domain.message.Emoji;
import org.jspecify.annotations.Nullable;

/** A command that is about one's own reaction to a message. */
public record ReactionNamed(@Nullable String messageId, @Nullable String emoji) {

  public MessageId message() {
    return MessageId.of(Fields.require("messageId", messageId));
  }

  public Emoji what() {
    return new Emoji(Fields.require("emoji", emoji));
  }
}
