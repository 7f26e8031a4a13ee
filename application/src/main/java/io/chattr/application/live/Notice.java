package io.chattr.application.live;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.FriendRequestAccepted;
import io.chattr.domain.event.UserEvent.FriendRequestCancelled;
import io.chattr.domain.event.UserEvent.FriendRequestRejected;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import java.util.Map;
import java.util.Optional;

/**
 * An event as its readers get it, with what it takes to show it. The same object goes to all of
 * them.
 *
 * @param cursor of a reader who has heard this
 * @param people the profiles of those whom a {@link io.chattr.domain.event.UserEvent} names
 * @param conversation what a {@code ConversationJoined} is about, while they are in it
 */
public record Notice(
    Cursor cursor,
    DomainEvent event,
    Map<UserId, Profile> people,
    Optional<Conversation> conversation) {

  /**
   * The seat of {@code reader}, who hears this, where it may have changed how much they have not
   * read, or the last seq beside it: their devices want to know how it stands.
   */
  public Optional<Seat> touchesUnreadOf(UserId reader) {
    return switch (event) {
      case MessagePosted posted -> Optional.of(new Seat(posted.conversation(), reader));
      case StatusMoved moved ->
          Optional.of(new Seat(moved.conversation(), reader))
              .filter(seat -> moved.moves().stream().anyMatch(move -> move.user().equals(reader)));
      // Who comes back into a group has nothing unread there, whatever it was before.
      case ConversationJoined joined -> Optional.of(new Seat(joined.conversation(), reader));
      case ConversationCreated empty -> Optional.empty();
      case MemberAdded hasJoined -> Optional.empty();
      case MemberRemoved hasNoCount -> Optional.empty();
      case FriendRequestSent sent -> Optional.empty();
      case FriendRequestAccepted accepted -> Optional.empty();
      case FriendRequestRejected rejected -> Optional.empty();
      case FriendRequestCancelled cancelled -> Optional.empty();
      case FriendRequestUpdated updated -> Optional.empty();
      case FriendRemoved removed -> Optional.empty();
    };
  }
}
