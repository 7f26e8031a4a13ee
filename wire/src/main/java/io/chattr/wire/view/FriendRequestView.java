package io.chattr.wire.view;

import io.chattr.domain.friendship.FriendRequest;
import java.time.Instant;
import java.util.Locale;

/** A friend request. */
public record FriendRequestView(
    String id, String senderId, String receiverId, String status, Instant createdAt) {

  public static FriendRequestView of(FriendRequest request) {
    return new FriendRequestView(
        request.id().toString(),
        request.sender().value(),
        request.receiver().value(),
        request.status().name().toLowerCase(Locale.ROOT),
        request.createdAt());
  }
}
