package io.chattr.wire.command;

import io.chattr.domain.identity.MessageId;
import org.jspecify.annotations.Nullable;

/** A command that is about one message and says nothing else. */
public record MessageNamed(@Nullable String messageId) {

  public MessageId id() {
    return MessageId.of(Fields.require("messageId", messageId));
  }
}
