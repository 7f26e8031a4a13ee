package io.chattr.application.live;

import io.chattr.application.people.ViewPeople;
import io.chattr.application.port.Conversations;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.event.ConversationEvent;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.Logged;
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
import io.chattr.domain.people.Profile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes notices of events. Messages need nothing more than is in them, so the hot path looks
 * nothing up.
 */
final class Notices {
  private static final Logger LOG = System.getLogger(Notices.class.getName());

  private final ViewPeople people;
  private final Conversations conversations;

  Notices(ViewPeople people, Conversations conversations) {
    this.people = people;
    this.conversations = conversations;
  }

  Notice of(String epoch, Logged logged) {
    var cursor = new Cursor(epoch, logged.position());
    return switch (logged.event()) {
      case ConversationEvent event -> new Notice(cursor, event, Map.of(), Optional.empty());
      case UserEvent event -> new Notice(cursor, event, named(event), joined(event));
    };
  }

  /**
   * The notice of an event that {@code reader} hears later than it happened: what it is about may
   * no longer concern them.
   */
  Notice late(String epoch, Logged logged, UserId reader) {
    return logged.event() instanceof ConversationCreated created
            && created.state().member(reader).isEmpty()
        ? of(
            epoch,
            new Logged(logged.position(), new ConversationCreated(created.state().withheld())))
        : of(epoch, logged);
  }

  private Map<UserId, Profile> named(UserEvent event) {
    return switch (event) {
      case FriendRequestSent sent -> both(sent.request());
      case FriendRequestAccepted accepted -> both(accepted.request());
      case FriendRequestRejected rejected -> both(rejected.request());
      case FriendRequestCancelled cancelled -> both(cancelled.request());
      case FriendRequestUpdated updated -> both(updated.request());
      case FriendRemoved removed -> Map.of();
      case ConversationJoined joined -> Map.of();
    };
  }

  private Map<UserId, Profile> both(FriendRequest request) {
    var users = List.of(request.sender(), request.receiver());
    try {
      return people.profiles(users);
    } catch (RuntimeException failure) {
      // Whoever asks for the profile gets it later; the log goes on now.
      LOG.log(Level.WARNING, "No profiles for an event", failure);
      return users.stream().collect(Collectors.toMap(user -> user, Profile::bare));
    }
  }

  private Optional<Conversation> joined(UserEvent event) {
    return event instanceof ConversationJoined joined
        ? conversations
            .find(joined.conversation())
            // Heard late, they may no longer be in it.
            .filter(conversation -> conversation.member(joined.user()).isPresent())
        : Optional.empty();
  }
}
