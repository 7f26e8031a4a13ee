package io.chattr.application.live;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.ConversationEvent;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent;
import io.chattr.domain.event.UserEvent.ConversationJoined;
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
   * Where {@code reader}, who hears this, has another unread count or another last message since:
   * so their devices want to know how it stands. Nobody else's count is touched by it.
   */
  public Optional<Seat> touchesUnreadOf(UserId reader) {
    return switch (event) {
      case MessagePosted posted -> Optional.of(new Seat(posted.conversation(), reader));
      case StatusMoved moved ->
          Optional.of(new Seat(moved.conversation(), reader))
              .filter(seat -> moved.moves().stream().anyMatch(move -> move.user().equals(reader)));
      // Who comes back into a group has nothing unread there, whatever it was before.
      case ConversationJoined joined -> Optional.of(new Seat(joined.conversation(), reader));
      case ConversationEvent.ConversationCreated empty -> Optional.empty();
      case ConversationEvent.MemberAdded hasJoined -> Optional.empty();
      case ConversationEvent.MemberRemoved hasNoCount -> Optional.empty();
      case UserEvent.FriendRequestSent sent -> Optional.empty();
      case UserEvent.FriendRequestAccepted accepted -> Optional.empty();
      case UserEvent.FriendRequestRejected rejected -> Optional.empty();
      case UserEvent.FriendRequestCancelled cancelled -> Optional.empty();
      case UserEvent.FriendRequestUpdated updated -> Optional.empty();
      case UserEvent.FriendRemoved removed -> Optional.empty();
    };
  }
}
