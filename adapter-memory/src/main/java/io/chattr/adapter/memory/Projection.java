package io.chattr.adapter.memory;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.decision.Relation;
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
import io.chattr.domain.event.UserEvent.FriendRequestEvent;
import io.chattr.domain.event.UserEvent.MessageHidden;
import io.chattr.domain.event.UserEvent.ProfileChanged;
import io.chattr.domain.event.UserEvent.StarChanged;
import io.chattr.domain.event.UserEvent.UserSettingsChanged;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.message.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Makes true in the tables what events say. */
final class Projection {
  private final Tables tables;

  Projection(Tables tables) {
    this.tables = tables;
  }

  /** Answers with the event as it became, with what only the journal knows. */
  DomainEvent apply(long position, DomainEvent event) {
    return switch (event) {
      case ConversationEvent about -> apply(position, about);
      case UserEvent about -> apply(about);
    };
  }

  private ConversationEvent apply(long position, ConversationEvent event) {
    switch (event) {
      case MessageEvent about -> {
        MessageEvent stamped = about.at(room(about).lastSeq(), position);
        apply(position, stamped);
        return stamped;
      }
      case StatusMoved moved ->
          moved.moves().forEach(move -> room(moved).move(move.user(), move.watermarks()));
      case ConversationCreated created -> create(created.state(), position);
      case ConversationUpdated updated -> {
        room(updated).details = updated.state().details();
        room(updated).version++;
      }
      case ConversationDeleted deleted -> {
        room(deleted).end(position);
        room(deleted).version++;
      }
      case MemberAdded added -> {
        Room room = room(added);
        MemberAdded stamped = added.at(room.lastSeq());
        room.join(stamped.member(), position);
        room.version++;
        tables.person(added.member().user()).rooms.add(added.conversation());
        return stamped;
      }
      case MemberUpdated updated -> {
        room(updated).rank(updated.member());
        room(updated).version++;
      }
      case MemberRemoved removed -> {
        room(removed).leave(removed.member(), position);
        room(removed).version++;
      }
      case MemberProfileChanged knownElsewhere -> {}
    }
    return event;
  }

  private void apply(long position, MessageEvent event) {
    Message message = event.message();
    Room room = room(event);
    switch (event) {
      case MessagePosted posted -> {
        var shelf = new Shelf(message);
        room.messages.add(shelf);
        room.activity = position;
        tables.shelves.put(message.id(), shelf);
      }
      case MessageEdited edited -> tables.shelf(message.id()).edit(message);
      case MessageDeleted deleted -> {
        tables.shelf(message.id()).delete(message);
        room.pin(message);
        tables.people.values().forEach(person -> person.starred.remove(message.id()));
      }
      case ReactionsChanged changed ->
          tables.shelf(message.id()).react(message, changed.user(), changed.emojis());
      case PinChanged changed -> {
        tables.shelf(message.id()).message = message;
        room.pin(message);
      }
    }
  }

  private UserEvent apply(UserEvent event) {
    Person person = tables.person(event.user());
    switch (event) {
      case FriendRequestEvent about -> put(about.request());
      case FriendRemoved removed -> {
        Relation present = tables.relation(UserPair.of(removed.user(), removed.friend()));
        put(present, false, present.lastRequest(), present.blockedBy());
      }
      case BlockChanged changed -> {
        Relation present = tables.relation(UserPair.of(changed.user(), changed.other()));
        var blockedBy = new HashSet<>(present.blockedBy());
        set(blockedBy, changed.user(), changed.blocked());
        put(present, present.friends(), present.lastRequest(), blockedBy);
      }
      case UserSettingsChanged changed -> {
        person.settings = changed.settings();
        person.settingsVersion++;
      }
      case ConversationArranged arranged ->
          room(arranged.conversation()).arrange(arranged.user(), arranged.settings());
      case MessageHidden hidden -> person.hidden.add(hidden.message().id());
      case StarChanged changed -> set(person.starred, changed.message().id(), changed.starred());
      case ConversationJoined told -> {}
      case ProfileChanged knownElsewhere -> {}
    }
    return event;
  }

  private static <T> void set(Set<T> those, T one, boolean in) {
    if (in) {
      those.add(one);
    } else {
      those.remove(one);
    }
  }

  Stream stream(DomainEvent event) {
    return switch (event) {
      case ConversationEvent about -> room(about).stream;
      case UserEvent about -> tables.person(about.user()).stream;
    };
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
    Relation present = tables.relation(request.pair());
    put(
        present,
        request.status() == FriendRequest.Status.ACCEPTED,
        Optional.of(request),
        present.blockedBy());
  }

  private void put(
      Relation present,
      boolean friends,
      Optional<FriendRequest> lastRequest,
      Set<UserId> blockedBy) {
    tables.relations.put(
        present.pair(),
        new Relation(present.pair(), friends, lastRequest, blockedBy, present.version() + 1));
  }

  private Room room(ConversationEvent event) {
    return room(event.conversation());
  }

  private Room room(ConversationId id) {
    return Objects.requireNonNull(tables.rooms.get(id), "no such conversation");
  }
}
