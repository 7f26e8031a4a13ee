package io.chattr.wire.command;

import io.chattr.domain.identity.FriendRequestId;
import org.jspecify.annotations.Nullable;

/** A command that is about one friend request and says nothing else. */
public record FriendRequestNamed(@Nullable String requestId) {

  public FriendRequestId id() {
    return FriendRequestId.of(Fields.require("requestId", requestId));
  }
}
