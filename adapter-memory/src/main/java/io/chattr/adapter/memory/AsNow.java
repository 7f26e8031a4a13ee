package io.chattr.adapter.memory;

import io.chattr.domain.conversation.Member;
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
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.Move;
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
import io.chattr.domain.event.UserEvent.FriendRequestRejected;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import io.chattr.domain.event.UserEvent.MessageHidden;
import io.chattr.domain.event.UserEvent.ProfileChanged;
import io.chattr.domain.event.UserEvent.StarChanged;
import io.chattr.domain.event.UserEvent.UserSettingsChanged;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.message.Message;
import java.util.Objects;

/** Says events again as the tables are now. */
final class AsNow {
  private final Tables tables;

  AsNow(Tables tables) {
    this.tables = tables;
  }

  DomainEvent of(DomainEvent event) {
    return switch (event) {
      case ConversationEvent about -> of(about);
      case UserEvent about -> of(about);
    };
  }

  private ConversationEvent of(ConversationEvent event) {
    Room room = room(event.conversation());
    return switch (event) {
      case MessagePosted posted -> new MessagePosted(now(posted.message().id()));
      case MessageEdited edited -> new MessageEdited(now(edited.message().id()), room.lastSeq());
      case MessageDeleted deleted ->
          new MessageDeleted(now(deleted.message().id()), room.lastSeq());
      case ReactionsChanged changed ->
          new ReactionsChanged(
              now(changed.message().id()),
              changed.user(),
              tables.shelf(changed.message().id()).reactions(changed.user()));
      case PinChanged changed -> new PinChanged(now(changed.message().id()));
      case StatusMoved moved ->
          new StatusMoved(
              moved.conversation(),
              moved.moves().stream()
                  .map(move -> new Move(move.user(), member(room, move.user()).watermarks()))
                  .toList(),
              moved.newest());
      case ConversationCreated created -> new ConversationCreated(room.state());
      case ConversationUpdated updated -> new ConversationUpdated(room.state());
      case ConversationDeleted deleted -> deleted;
      case MemberAdded added ->
          new MemberAdded(added.conversation(), member(room, added.member().user()));
      case MemberUpdated updated ->
          new MemberUpdated(updated.conversation(), member(room, updated.member().user()));
      case MemberRemoved removed -> removed;
      case MemberProfileChanged changed -> changed;
    };
  }

  private UserEvent of(UserEvent event) {
    return switch (event) {
      case FriendRequestSent sent -> new FriendRequestSent(sent.user(), now(sent.request()));
      case FriendRequestAccepted accepted ->
          new FriendRequestAccepted(accepted.user(), now(accepted.request()));
      case FriendRequestRejected rejected ->
          new FriendRequestRejected(rejected.user(), now(rejected.request()));
      case FriendRequestCancelled cancelled ->
          new FriendRequestCancelled(cancelled.user(), now(cancelled.request()));
      case FriendRequestUpdated updated ->
          new FriendRequestUpdated(updated.user(), now(updated.request()));
      case FriendRemoved removed -> removed;
      case BlockChanged changed ->
          new BlockChanged(
              changed.user(), changed.other(), isBlocked(changed.user(), changed.other()));
      case ProfileChanged changed -> changed;
      case UserSettingsChanged changed ->
          new UserSettingsChanged(changed.user(), tables.person(changed.user()).settings);
      case ConversationJoined joined -> joined;
      case ConversationArranged arranged ->
          new ConversationArranged(
              arranged.user(),
              arranged.conversation(),
              room(arranged.conversation()).settings(arranged.user()));
      case MessageHidden hidden -> new MessageHidden(hidden.user(), now(hidden.message().id()));
      case StarChanged changed -> {
        MessageId id = changed.message().id();
        yield new StarChanged(
            changed.user(), now(id), tables.person(changed.user()).starred.contains(id));
      }
    };
  }

  private boolean isBlocked(UserId by, UserId other) {
    return tables.relation(UserPair.of(by, other)).blockedBy().contains(by);
  }

  private Room room(ConversationId id) {
    return Objects.requireNonNull(tables.rooms.get(id), "no such conversation");
  }

  private static Member member(Room room, UserId user) {
    Member present = room.members.get(user);
    return present == null ? Objects.requireNonNull(room.former.get(user)) : present;
  }

  private Message now(MessageId id) {
    return tables.shelf(id).message;
  }

  private FriendRequest now(FriendRequest request) {
    return Objects.requireNonNull(tables.requests.get(request.id()));
  }
}
