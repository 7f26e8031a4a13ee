package io.chattr.adapter.persistence.log;

import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.FriendRequestAccepted;
import io.chattr.domain.event.UserEvent.FriendRequestCancelled;
import io.chattr.domain.event.UserEvent.FriendRequestRejected;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import java.util.Optional;

/** The kinds of rows in the log, by the names that they are stored under. */
enum LogKind {
  STATUS_MOVED,
  CONVERSATION_CREATED,
  MEMBER_ADDED,
  MEMBER_REMOVED,
  FRIEND_REQUEST_SENT,
  FRIEND_REQUEST_ACCEPTED,
  FRIEND_REQUEST_REJECTED,
  FRIEND_REQUEST_CANCELLED,
  FRIEND_REQUEST_UPDATED,
  FRIEND_REMOVED,
  CONVERSATION_JOINED;

  /** Of what this version writes; rows of a later one are passed over. */
  static final int VERSION = 1;

  static LogKind of(DomainEvent event) {
    return switch (event) {
      case MessagePosted posted ->
          throw new IllegalArgumentException("A message is its own row in the log");
      case StatusMoved moved -> STATUS_MOVED;
      case ConversationCreated created -> CONVERSATION_CREATED;
      case MemberAdded added -> MEMBER_ADDED;
      case MemberRemoved removed -> MEMBER_REMOVED;
      case FriendRequestSent sent -> FRIEND_REQUEST_SENT;
      case FriendRequestAccepted accepted -> FRIEND_REQUEST_ACCEPTED;
      case FriendRequestRejected rejected -> FRIEND_REQUEST_REJECTED;
      case FriendRequestCancelled cancelled -> FRIEND_REQUEST_CANCELLED;
      case FriendRequestUpdated updated -> FRIEND_REQUEST_UPDATED;
      case FriendRemoved removed -> FRIEND_REMOVED;
      case ConversationJoined joined -> CONVERSATION_JOINED;
    };
  }

  /** Empty for what only a later version of Chattr knows. */
  static Optional<LogKind> find(String name, int version) {
    for (LogKind kind : values()) {
      if (kind.name().equals(name) && version == VERSION) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
