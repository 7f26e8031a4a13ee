package io.chattr.adapter.memory;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.decision.Relation;
import io.chattr.domain.event.ConversationEvent;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.FriendRequestAccepted;
import io.chattr.domain.event.UserEvent.FriendRequestCancelled;
import io.chattr.domain.event.UserEvent.FriendRequestRejected;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.message.Message;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes true in the tables what events say, and says events again as the tables are now. */
final class Projection {
  private final Tables tables;

  Projection(Tables tables) {
    this.tables = tables;
  }

  /** Answers with the event as it became, with what only the journal knows. */
  DomainEvent apply(long position, DomainEvent event) {
    switch (event) {
      case MessagePosted posted -> add(posted.message(), position);
      case StatusMoved moved -> {
        Room room = room(moved);
        moved.moves().forEach(move -> room.move(move.user(), move.watermarks()));
      }
      case ConversationCreated created -> create(created.state(), position);
      case MemberAdded added -> {
        Room room = room(added);
        MemberAdded stamped = added.at(room.lastSeq());
        room.join(stamped.member(), position);
        room.version++;
        tables.person(added.member().user()).rooms.add(added.conversation());
        return stamped;
      }
      case MemberRemoved removed -> {
        Room room = room(removed);
        room.leave(removed.member(), position);
        room.version++;
      }
      case FriendRequestSent sent -> put(sent.request());
      case FriendRequestAccepted accepted -> put(accepted.request());
      case FriendRequestRejected rejected -> put(rejected.request());
      case FriendRequestCancelled cancelled -> put(cancelled.request());
      case FriendRequestUpdated updated -> put(updated.request());
      case FriendRemoved removed -> {
        Relation present = tables.relation(UserPair.of(removed.user(), removed.friend()));
        put(present.pair(), false, present.lastRequest());
      }
      case ConversationJoined joined -> {}
    }
    return event;
  }

  DomainEvent asNow(DomainEvent event) {
    return switch (event) {
      case MessagePosted posted -> new MessagePosted(now(posted.message()));
      case StatusMoved moved -> {
        Room room = room(moved);
        yield new StatusMoved(
            moved.conversation(),
            moved.moves().stream()
                .map(move -> new Move(move.user(), member(room, move.user()).watermarks()))
                .toList(),
            moved.newest());
      }
      case ConversationCreated created -> new ConversationCreated(room(created).state());
      case MemberAdded added ->
          new MemberAdded(added.conversation(), member(room(added), added.member().user()));
      case MemberRemoved removed -> removed;
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
      case ConversationJoined joined -> joined;
    };
  }

  Stream stream(DomainEvent event) {
    return switch (event) {
      case ConversationEvent about -> room(about).stream;
      case UserEvent about -> tables.person(about.user()).stream;
    };
  }

  private void add(Message message, long position) {
    Room room = Objects.requireNonNull(tables.rooms.get(message.conversation()));
    room.messages.add(message);
    room.activity = position;
    tables.messages.put(message.id(), message);
  }

  private void create(Conversation conversation, long position) {
    tables.rooms.put(conversation.id(), new Room(conversation, position));
    List<UserId> users = conversation.members().stream().map(Member::user).toList();
    users.forEach(user -> tables.person(user).rooms.add(conversation.id()));
    if (conversation.type() == ConversationType.DIRECT) {
      tables.directs.put(UserPair.of(users.get(0), users.get(1)), conversation.id());
    }
  }

  private void put(FriendRequest request) {
    tables.requests.put(request.id(), request);
    put(request.pair(), request.status() == FriendRequest.Status.ACCEPTED, Optional.of(request));
  }

  private void put(UserPair pair, boolean friends, Optional<FriendRequest> lastRequest) {
    long version = tables.relation(pair).version() + 1;
    tables.relations.put(pair, new Relation(pair, friends, lastRequest, version));
  }

  private Room room(ConversationEvent event) {
    return Objects.requireNonNull(tables.rooms.get(event.conversation()));
  }

  private static Member member(Room room, UserId user) {
    Member present = room.members.get(user);
    return present == null ? Objects.requireNonNull(room.former.get(user)) : present;
  }

  private Message now(Message message) {
    return Objects.requireNonNull(tables.messages.get(message.id()));
  }

  private FriendRequest now(FriendRequest request) {
    return Objects.requireNonNull(tables.requests.get(request.id()));
  }
}
