package io.chattr.wire.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.chattr.domain.conversation.ConversationSettings;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.event.ConversationEvent.ReactionsChanged;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.UserEvent.ConversationArranged;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.Message;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event tells beside its name. */
public sealed interface EventData {

  /** A message, and what it makes of its conversation. */
  record MessageChanged(MessageView message, ConversationTail conversation) implements EventData {

    /** Of a message of a conversation whose last one is {@code lastSeq}. */
    static MessageChanged of(Message message, long lastSeq) {
      return new MessageChanged(MessageView.of(message), ConversationTail.of(message, lastSeq));
    }
  }

  /** What changes in a conversation with its messages; {@code last} where this is the last one. */
  record ConversationTail(String id, long lastSeq, @JsonUnwrapped @Nullable LastMessageView last) {
    static ConversationTail of(Message message, long lastSeq) {
      return new ConversationTail(
          message.conversation().toString(),
          lastSeq,
          message.seq() == lastSeq ? LastMessageView.of(message) : null);
    }
  }

  /** A message that is gone for {@code scope} {@code me}: it is shown as one that was deleted. */
  record MessageHidden(MessageView message, String scope) implements EventData {
    static MessageHidden of(Message message) {
      return new MessageHidden(MessageView.gone(message), "me");
    }
  }

  /**
   * How members react to a message; {@code emojis} are all that {@code userId} has on it now, so
   * that their other devices know what is theirs.
   */
  record MessageReactions(
      String messageId,
      String conversationId,
      List<ReactionView> reactions,
      String userId,
      List<String> emojis)
      implements EventData {

    public MessageReactions {
      reactions = List.copyOf(reactions);
      emojis = List.copyOf(emojis);
    }

    static MessageReactions of(ReactionsChanged changed) {
      return new MessageReactions(
          changed.message().id().toString(),
          changed.conversation().toString(),
          ReactionView.of(changed.message().reactions(), Set.of()),
          changed.user().value(),
          changed.emojis().stream().map(Emoji::value).sorted().toList());
    }
  }

  /** A message. */
  record MessageNamed(String messageId, String conversationId) implements EventData {
    static MessageNamed of(Message message) {
      return new MessageNamed(message.id().toString(), message.conversation().toString());
    }
  }

  /**
   * How far members have come. {@code messageId} is the newest message concerned, {@code status}
   * what became of it.
   */
  record StatusChanged(String conversationId, List<MoveView> moves, String messageId, String status)
      implements EventData {

    public StatusChanged {
      moves = List.copyOf(moves);
    }

    /** As those hear it who do not learn what {@code veiled} have read. */
    static StatusChanged of(StatusMoved moved, Set<UserId> veiled) {
      long newest = moved.newest().seq();
      boolean read =
          moved.moves().stream()
              .anyMatch(
                  move -> move.watermarks().readUpTo() >= newest && !veiled.contains(move.user()));
      return new StatusChanged(
          moved.conversation().toString(),
          moved.moves().stream().map(move -> MoveView.of(move, veiled)).toList(),
          moved.newest().message().toString(),
          read ? "read" : "delivered");
    }
  }

  /** How far one member has come; {@code readUpTo} where who hears it may know. */
  record MoveView(String userId, long deliveredUpTo, @Nullable Long readUpTo) {
    static MoveView of(Move move, Set<UserId> veiled) {
      return new MoveView(
          move.user().value(),
          move.watermarks().deliveredUpTo(),
          veiled.contains(move.user()) ? null : move.watermarks().readUpTo());
    }
  }

  /** A friend request, and the other one of its two. */
  record RequestChanged(FriendRequestView request, UserView user) implements EventData {}

  /** Somebody. */
  record UserNamed(String userId) implements EventData {}

  /** A conversation as it is. */
  record ConversationChanged(ConversationView conversation) implements EventData {}

  /** What a conversation is and how it is kept; of its members and messages it tells nothing. */
  record ConversationDescribed(DetailsView conversation) implements EventData {}

  /** A conversation that is no more, or no more to be seen. */
  record ConversationNamed(String conversationId) implements EventData {}

  /** Somebody who came into a conversation. */
  record MemberCame(String conversationId, MemberView member) implements EventData {}

  /** Somebody in a conversation who is or may do something else now; not how far they have come. */
  record MemberRanked(String conversationId, MemberView member) implements EventData {}

  /** Somebody who left a conversation. */
  record MemberWent(String conversationId, String userId) implements EventData {}

  /** Somebody, as they are. */
  record UserShown(UserView user) implements EventData {}

  /** What somebody chose for themselves. */
  record SettingsChosen(UserSettingsView settings) implements EventData {}

  /**
   * How somebody keeps a conversation. {@code hiddenUpTo} stands where it is left out of their list
   * until there is a message after that seq.
   */
  record ConversationKept(
      String conversationId, ConversationSettingsView settings, @Nullable Long hiddenUpTo)
      implements EventData {

    static ConversationKept of(ConversationArranged arranged) {
      long hiddenUpTo = arranged.settings().hiddenUpTo();
      return new ConversationKept(
          arranged.conversation().toString(),
          ConversationSettingsView.of(arranged.settings()),
          hiddenUpTo == ConversationSettings.SHOWN ? null : hiddenUpTo);
    }
  }
}
