package io.chattr.domain.event;

import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;

/** A fact for one person, on all their devices. */
public sealed interface UserEvent extends DomainEvent {

  /** Whom it is for. */
  UserId user();

  /** Somebody asks {@code user} to be friends. */
  record FriendRequestSent(UserId user, FriendRequest request) implements UserEvent {}

  /** {@code user} and the other one of the request are friends now. */
  record FriendRequestAccepted(UserId user, FriendRequest request) implements UserEvent {}

  /** The request that {@code user} sent was rejected. */
  record FriendRequestRejected(UserId user, FriendRequest request) implements UserEvent {}

  /** The request that {@code user} received was taken back. */
  record FriendRequestCancelled(UserId user, FriendRequest request) implements UserEvent {}

  /** {@code user} did something to a request: their other devices learn how it stands. */
  record FriendRequestUpdated(UserId user, FriendRequest request) implements UserEvent {}

  /** {@code user} and {@code friend} are friends no more. */
  record FriendRemoved(UserId user, UserId friend) implements UserEvent {}

  /** {@code user} is in this conversation now, and have to load it. */
  record ConversationJoined(UserId user, ConversationId conversation) implements UserEvent {}
}
