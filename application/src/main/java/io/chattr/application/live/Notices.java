package io.chattr.application.live;

import io.chattr.application.people.ViewPeople;
import io.chattr.application.port.Conversations;
import io.chattr.application.port.Messages;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.ConversationEvent;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.ConversationUpdated;
import io.chattr.domain.event.ConversationEvent.MemberProfileChanged;
import io.chattr.domain.event.ConversationEvent.MessageEvent;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.Logged;
import io.chattr.domain.event.UserEvent;
import io.chattr.domain.event.UserEvent.BlockChanged;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.event.UserEvent.FriendRequestEvent;
import io.chattr.domain.event.UserEvent.ProfileChanged;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.domain.people.Profile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes notices of events. Messages need nothing more than is in them, so the hot path looks
 * nothing up.
 */
final class Notices {
  private static final Logger LOG = System.getLogger(Notices.class.getName());

  private final ViewPeople people;
  private final Conversations conversations;
  private final Messages messages;

  Notices(ViewPeople people, Conversations conversations, Messages messages) {
    this.people = people;
    this.conversations = conversations;
    this.messages = messages;
  }

  Notice of(String epoch, Logged logged) {
    var cursor = new Cursor(epoch, logged.position());
    return new Notice(
        cursor, logged.event(), profiles(logged.event()), Set.of(), joined(logged.event()));
  }

  /**
   * The notice of an event that {@code reader} hears later than it happened: what it is about may
   * no longer concern them.
   */
  Notice late(String epoch, Logged logged, UserId reader) {
    DomainEvent event =
        switch (logged.event()) {
          case ConversationCreated created when isGone(reader, created.state()) ->
              new ConversationCreated(created.state().withheld());
          case ConversationUpdated updated when isGone(reader, updated.state()) ->
              new ConversationUpdated(updated.state().withheld());
          case MessageEvent about when about.message().editedAt().isPresent() ->
              asReadBy(reader, about, logged.position());
          case DomainEvent concernsThem -> concernsThem;
        };
    return of(epoch, new Logged(logged.position(), event));
  }

  /** Who is no longer there is told what the message held when they left. */
  private MessageEvent asReadBy(UserId reader, MessageEvent event, long position) {
    Message message = event.message();
    boolean mayReadIt =
        conversations
            .progress(new Seat(event.conversation(), reader))
            .filter(progress -> message.seq() >= progress.visibleFromSeq())
            .isPresent();
    if (mayReadIt) {
      return event;
    }
    return conversations.intervals(event.conversation(), position).stream()
        .filter(time -> time.user().equals(reader) && time.contains(position))
        .findFirst()
        .flatMap(time -> messages.contentAt(message.id(), time.to()))
        .map(content -> event.with(message.holding(content)))
        .orElse(event);
  }

  private static boolean isGone(UserId reader, Conversation conversation) {
    return conversation.member(reader).isEmpty();
  }

  private Map<UserId, Profile> profiles(DomainEvent event) {
    return switch (event) {
      case FriendRequestEvent about ->
          named(List.of(about.request().sender(), about.request().receiver()));
      case BlockChanged changed -> named(List.of(changed.other()));
      case ProfileChanged changed -> known(changed.about());
      case MemberProfileChanged changed -> known(changed.member());
      case ConversationEvent saysItAll -> Map.of();
      case UserEvent saysItAll -> Map.of();
    };
  }

  /** Whom an event is about, if they still are. */
  private Map<UserId, Profile> known(UserId about) {
    return people.find(about).map(profile -> Map.of(about, profile)).orElse(Map.of());
  }

  private Map<UserId, Profile> named(List<UserId> users) {
    try {
      return people.profiles(users);
    } catch (RuntimeException failure) {
      // Whoever asks for the profile gets it later; the log goes on now.
      LOG.log(Level.WARNING, "No profiles for an event", failure);
      return users.stream().collect(Collectors.toMap(user -> user, Profile::bare));
    }
  }

  private Optional<Conversation> joined(DomainEvent event) {
    return event instanceof ConversationJoined joined
        ? conversations
            .find(joined.conversation())
            // Heard late, they may no longer be in it.
            .filter(conversation -> conversation.member(joined.user()).isPresent())
        : Optional.empty();
  }
}
