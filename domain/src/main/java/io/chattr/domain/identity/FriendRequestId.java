package io.chattr.domain.identity;

import java.util.UUID;

/** A friend request: a UUIDv7 (RFC 9562 §5.7). */
public record FriendRequestId(UUID value) {

  /** Reads the canonical text form. */
  public static FriendRequestId of(String text) {
    return new FriendRequestId(UuidText.parse("requestId", text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
