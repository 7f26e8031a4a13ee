package io.chattr.domain.friendship;

import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.time.Instant;

/** One person's wish to be another's friend, and what became of it. */
public record FriendRequest(
    FriendRequestId id, UserId sender, UserId receiver, Status status, Instant createdAt) {

  /** What became of a request. */
  public enum Status {
    PENDING,
    ACCEPTED,
    REJECTED,
    CANCELLED
  }

  public UserPair pair() {
    return UserPair.of(sender, receiver);
  }

  public boolean isPending() {
    return status == Status.PENDING;
  }

  public FriendRequest with(Status status) {
    return new FriendRequest(id, sender, receiver, status, createdAt);
  }
}
