package io.chattr.wire.command;

import io.chattr.domain.identity.ConversationId;
import org.jspecify.annotations.Nullable;

/** A command that is about one conversation and says nothing else. */
public record ConversationNamed(@Nullable String conversationId) {

  public ConversationId id() {
    return ConversationId.of(Fields.require("conversationId", conversationId));
  }
}
