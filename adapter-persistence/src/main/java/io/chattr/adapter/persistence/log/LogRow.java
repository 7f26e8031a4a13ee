package io.chattr.adapter.persistence.log;

import static io.chattr.adapter.persistence.log.LogKind.BLOCK_CHANGED;
import static io.chattr.adapter.persistence.log.LogKind.CONVERSATION_ARRANGED;
import static io.chattr.adapter.persistence.log.LogKind.CONVERSATION_CREATED;
import static io.chattr.adapter.persistence.log.LogKind.CONVERSATION_DELETED;
import static io.chattr.adapter.persistence.log.LogKind.CONVERSATION_JOINED;
import static io.chattr.adapter.persistence.log.LogKind.CONVERSATION_UPDATED;
import static io.chattr.adapter.persistence.log.LogKind.FRIEND_REMOVED;
import static io.chattr.adapter.persistence.log.LogKind.FRIEND_REQUEST_ACCEPTED;
import static io.chattr.adapter.persistence.log.LogKind.FRIEND_REQUEST_CANCELLED;
import static io.chattr.adapter.persistence.log.LogKind.FRIEND_REQUEST_REJECTED;
import static io.chattr.adapter.persistence.log.LogKind.FRIEND_REQUEST_SENT;
import static io.chattr.adapter.persistence.log.LogKind.FRIEND_REQUEST_UPDATED;
import static io.chattr.adapter.persistence.log.LogKind.MEMBER_ADDED;
import static io.chattr.adapter.persistence.log.LogKind.MEMBER_PROFILE_CHANGED;
import static io.chattr.adapter.persistence.log.LogKind.MEMBER_REMOVED;
import static io.chattr.adapter.persistence.log.LogKind.MEMBER_UPDATED;
import static io.chattr.adapter.persistence.log.LogKind.MESSAGE_DELETED;
import static io.chattr.adapter.persistence.log.LogKind.MESSAGE_EDITED;
import static io.chattr.adapter.persistence.log.LogKind.MESSAGE_HIDDEN;
import static io.chattr.adapter.persistence.log.LogKind.PIN_CHANGED;
import static io.chattr.adapter.persistence.log.LogKind.PROFILE_CHANGED;
import static io.chattr.adapter.persistence.log.LogKind.REACTIONS_CHANGED;
import static io.chattr.adapter.persistence.log.LogKind.STAR_CHANGED;
import static io.chattr.adapter.persistence.log.LogKind.STATUS_MOVED;
import static io.chattr.adapter.persistence.log.LogKind.USER_SETTINGS_CHANGED;
import static java.util.stream.Collectors.joining;

import io.chattr.domain.event.ConversationEvent;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.ConversationDeleted;
import io.chattr.domain.event.ConversationEvent.ConversationUpdated;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberProfileChanged;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MemberUpdated;
import io.chattr.domain.event.ConversationEvent.MessageDeleted;
import io.chattr.domain.event.ConversationEvent.MessageEdited;
import io.chattr.domain.event.ConversationEvent.MessageEvent;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.PinChanged;
import io.chattr.domain.event.ConversationEvent.ReactionsChanged;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent;
import io.chattr.domain.event.UserEvent.BlockChanged;
import io.chattr.domain.event.UserEvent.ConversationArranged;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.FriendRequestAccepted;
import io.chattr.domain.event.UserEvent.FriendRequestCancelled;
import io.chattr.domain.event.UserEvent.FriendRequestEvent;
import io.chattr.domain.event.UserEvent.FriendRequestRejected;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import io.chattr.domain.event.UserEvent.MessageHidden;
import io.chattr.domain.event.UserEvent.ProfileChanged;
import io.chattr.domain.event.UserEvent.StarChanged;
import io.chattr.domain.event.UserEvent.UserSettingsChanged;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log: which event, and the ids of what it concerns. What it says, readers look up.
 *
 * @param conversation the stream, of an event about a conversation
 * @param user the stream, of an event for one person
 * @param users whom it concerns, with spaces between, which ids have none of
 * @param subject the message, request or conversation that it concerns
 */
public record LogRow(
    long position,
    String kind,
    int version,
    @Nullable UUID conversation,
    @Nullable String user,
    @Nullable String users,
    @Nullable UUID subject,
    @Nullable Long seq) {

  /** The row of any event but a message, which is its own. */
  public static LogRow of(long position, DomainEvent event) {
    return switch (event) {
      case MessageEvent about -> about(position, about);
      case ConversationEvent about -> about(position, about);
      case UserEvent told -> told(position, told);
    };
  }

  private static LogRow about(long position, MessageEvent event) {
    LogKind kind =
        switch (event) {
          case MessagePosted posted ->
              throw new IllegalArgumentException("A message is its own row in the log");
          case MessageEdited edited -> MESSAGE_EDITED;
          case MessageDeleted deleted -> MESSAGE_DELETED;
          case ReactionsChanged changed -> REACTIONS_CHANGED;
          case PinChanged changed -> PIN_CHANGED;
        };
    String user = event instanceof ReactionsChanged changed ? changed.user().value() : null;
    return inConversation(
        position, kind, event, user, event.message().id().value(), event.message().seq());
  }

  private static LogRow about(long position, ConversationEvent event) {
    return switch (event) {
      case MessageEvent about -> about(position, about);
      case StatusMoved moved ->
          inConversation(
              position,
              STATUS_MOVED,
              event,
              moved.moves().stream().map(move -> move.user().value()).collect(joining(" ")),
              moved.newest().message().value(),
              moved.newest().seq());
      case ConversationCreated created ->
          inConversation(position, CONVERSATION_CREATED, event, null);
      case ConversationUpdated updated ->
          inConversation(position, CONVERSATION_UPDATED, event, null);
      case ConversationDeleted deleted ->
          inConversation(position, CONVERSATION_DELETED, event, null);
      case MemberAdded added ->
          inConversation(position, MEMBER_ADDED, event, added.member().user());
      case MemberUpdated updated ->
          inConversation(position, MEMBER_UPDATED, event, updated.member().user());
      case MemberRemoved removed ->
          inConversation(position, MEMBER_REMOVED, event, removed.member());
      case MemberProfileChanged changed ->
          inConversation(position, MEMBER_PROFILE_CHANGED, event, changed.member());
    };
  }

  private static LogRow inConversation(
      long position, LogKind kind, ConversationEvent event, @Nullable UserId user) {
    return inConversation(position, kind, event, user == null ? null : user.value(), null, null);
  }

  private static LogRow inConversation(
      long position,
      LogKind kind,
      ConversationEvent event,
      @Nullable String users,
      @Nullable UUID subject,
      @Nullable Long seq) {
    return new LogRow(
        position,
        kind.name(),
        LogKind.VERSION,
        event.conversation().value(),
        null,
        users,
        subject,
        seq);
  }

  private static LogRow told(long position, UserEvent event) {
    return switch (event) {
      case FriendRequestEvent about ->
          forUser(position, kind(about), event, null, about.request().id().value());
      case FriendRemoved removed ->
          forUser(position, FRIEND_REMOVED, event, removed.friend(), null);
      case BlockChanged changed -> forUser(position, BLOCK_CHANGED, event, changed.other(), null);
      case ProfileChanged changed ->
          forUser(position, PROFILE_CHANGED, event, changed.about(), null);
      case UserSettingsChanged changed ->
          forUser(position, USER_SETTINGS_CHANGED, event, null, null);
      case ConversationJoined joined ->
          forUser(position, CONVERSATION_JOINED, event, null, joined.conversation().value());
      case ConversationArranged arranged ->
          forUser(position, CONVERSATION_ARRANGED, event, null, arranged.conversation().value());
      case MessageHidden hidden ->
          forUser(position, MESSAGE_HIDDEN, event, null, hidden.message().id().value());
      case StarChanged changed ->
          forUser(position, STAR_CHANGED, event, null, changed.message().id().value());
    };
  }

  private static LogKind kind(FriendRequestEvent event) {
    return switch (event) {
      case FriendRequestSent sent -> FRIEND_REQUEST_SENT;
      case FriendRequestAccepted accepted -> FRIEND_REQUEST_ACCEPTED;
      case FriendRequestRejected rejected -> FRIEND_REQUEST_REJECTED;
      case FriendRequestCancelled cancelled -> FRIEND_REQUEST_CANCELLED;
      case FriendRequestUpdated updated -> FRIEND_REQUEST_UPDATED;
    };
  }

  private static LogRow forUser(
      long position,
      LogKind kind,
      UserEvent event,
      @Nullable UserId concerned,
      @Nullable UUID subject) {
    return new LogRow(
        position,
        kind.name(),
        LogKind.VERSION,
        null,
        event.user().value(),
        concerned == null ? null : concerned.value(),
        subject,
        null);
  }

  List<UserId> concerned() {
    return users == null || users.isEmpty()
        ? List.of()
        : List.of(users.split(" ", -1)).stream().map(UserId::new).toList();
  }

  UserId requireConcerned() {
    return new UserId(required(users));
  }

  /** Empty for what only a later version of Chattr knows. */
  Optional<LogKind> known() {
    return LogKind.find(kind, version);
  }

  ConversationId requireConversation() {
    return new ConversationId(required(conversation));
  }

  UserId requireUser() {
    return new UserId(required(user));
  }

  UUID requireSubject() {
    return required(subject);
  }

  private <T> T required(@Nullable T id) {
    if (id == null) {
      throw new IllegalStateException("A row of the log lacks an id: " + this);
    }
    return id;
  }
}
