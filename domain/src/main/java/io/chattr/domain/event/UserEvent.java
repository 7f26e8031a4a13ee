package io.chattr.domain.event;

import io.chattr.domain.conversation.ConversationSettings;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.domain.people.UserSettings;

/** A fact for one person, on all their devices. */
public sealed interface UserEvent extends DomainEvent {

  /** Whom it is for. */
  UserId user();

  /** How a friend request of {@code user}, or to them, stands. */
  sealed interface FriendRequestEvent extends UserEvent {
    FriendRequest request();
  }

  /** Somebody asks {@code user} to be friends. */
  record FriendRequestSent(UserId user, FriendRequest request) implements FriendRequestEvent {}

  /** {@code user} and the other one of the request are friends now. */
  record FriendRequestAccepted(UserId user, FriendRequest request) implements FriendRequestEvent {}

  /** The request that {@code user} sent was rejected. */
  record FriendRequestRejected(UserId user, FriendRequest request) implements FriendRequestEvent {}

  /** The request that {@code user} received was taken back. */
  record FriendRequestCancelled(UserId user, FriendRequest request) implements FriendRequestEvent {}

  /** {@code user} did something to a request: their other devices learn how it stands. */
  record FriendRequestUpdated(UserId user, FriendRequest request) implements FriendRequestEvent {}

  /** {@code user} and {@code friend} are friends no more. */
  record FriendRemoved(UserId user, UserId friend) implements UserEvent {}

  /** {@code user} blocks {@code other} now, or no longer; only {@code user} is told. */
  record BlockChanged(UserId user, UserId other, boolean blocked) implements UserEvent {}

  /** What others may know of {@code about} is another now, or they are no more. */
  record ProfileChanged(UserId user, UserId about) implements UserEvent {}

  /** {@code user} chose something for themselves. */
  record UserSettingsChanged(UserId user, UserSettings settings) implements UserEvent {}

  /** {@code user} is in this conversation now, and have to load it. */
  record ConversationJoined(UserId user, ConversationId conversation) implements UserEvent {}

  /** {@code user} keeps a conversation in another way. */
  record ConversationArranged(
      UserId user, ConversationId conversation, ConversationSettings settings)
      implements UserEvent {}

  /** {@code user} deleted a message for themselves: it is gone from all their devices. */
  record MessageHidden(UserId user, Message message) implements UserEvent {}

  /** {@code user} gave a message a star, or took it away. */
  record StarChanged(UserId user, Message message, boolean starred) implements UserEvent {}
}
