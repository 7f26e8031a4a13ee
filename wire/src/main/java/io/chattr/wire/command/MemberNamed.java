package io.chattr.wire.command;

import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import org.jspecify.annotations.Nullable;

/** A command that is about one member of a conversation and says nothing else. */
public record MemberNamed(@Nullable String conversationId, @Nullable String userId) {

  public ConversationId conversation() {
    return ConversationId.of(Fields.require("conversationId", conversationId));
  }

  public UserId user() {
    return new UserId(Fields.require("userId", userId));
  }
}
