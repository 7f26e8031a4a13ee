package io.chattr.wire.command;

import io.chattr.domain.identity.UserId;
import org.jspecify.annotations.Nullable;

/** A command that is about one other person and says nothing else. */
public record UserNamed(@Nullable String userId) {

  public UserId id() {
    return new UserId(Fields.require("userId", userId));
  }
}
