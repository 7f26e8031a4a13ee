package io.chattr.application.live;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.ConversationEvent;
import io.chattr.domain.event.ConversationEvent.MessageDeleted;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.event.UserEvent.MessageHidden;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An event as its readers get it, with what it takes to show it. The same object goes to all of
 * them.
 *
 * @param cursor of a reader who has heard this
 * @param people the profiles of those whom it names, where clients need them and they exist
 * @param veiled those of its members of whom the reader does not learn what they have read
 * @param conversation what a {@code ConversationJoined} is about, while they are in it
 */
public record Notice(
    Cursor cursor,
    DomainEvent event,
    Map<UserId, Profile> people,
    Set<UserId> veiled,
    Optional<Conversation> conversation) {

  /**
   * The seat of {@code reader}, who hears this, where it may have changed how much they have not
   * read, or the last seq beside it: their devices want to know how it stands.
   */
  public Optional<Seat> touchesUnreadOf(UserId reader) {
    return switch (event) {
      case MessagePosted posted -> Optional.of(new Seat(posted.conversation(), reader));
      case MessageDeleted deleted -> Optional.of(new Seat(deleted.conversation(), reader));
      case MessageHidden hidden -> Optional.of(new Seat(hidden.message().conversation(), reader));
      case StatusMoved moved ->
          Optional.of(new Seat(moved.conversation(), reader))
              .filter(seat -> moved.moves().stream().anyMatch(move -> move.user().equals(reader)));
      // Who comes back into a group has nothing unread there, whatever it was before.
      case ConversationJoined joined -> Optional.of(new Seat(joined.conversation(), reader));
      case ConversationEvent hasNoPart -> Optional.empty();
      case UserEvent hasNoPart -> Optional.empty();
    };
  }
}
