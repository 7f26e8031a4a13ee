package io.chattr.wire.command;

import io.chattr.domain.identity.UserId;
import org.jspecify.annotations.Nullable;

/** Somebody to be asked to be friends. */
public record RequestFriend(@Nullable String userId) {

  public UserId receiver() {
    return new UserId(Fields.require("userId", userId));
  }
}
