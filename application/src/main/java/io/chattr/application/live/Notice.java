package io.chattr.application.live;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.ConversationEvent;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MessageDeleted;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.event.UserEvent.MessageHidden;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An event as its readers get it, with what it takes to show it. The same object goes to all who
 * may know the same.
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

  /** Those of whom it tells what they have read. */
  Set<UserId> whoseReading() {
    return switch (event) {
      case StatusMoved moved -> users(moved.moves(), Move::user);
      case ConversationCreated created -> users(created.state().members(), Member::user);
      case MemberAdded added -> Set.of(added.member().user());
      case ConversationJoined joined ->
          conversation.map(state -> users(state.members(), Member::user)).orElse(Set.of());
      case ConversationEvent tellsNone -> Set.of();
      case UserEvent tellsNone -> Set.of();
    };
  }

  private static <T> Set<UserId> users(List<T> those, Function<T, UserId> user) {
    return those.stream().map(user).collect(Collectors.toUnmodifiableSet());
  }

  Notice veiling(Set<UserId> users) {
    return new Notice(cursor, event, people, users, conversation);
  }
}
