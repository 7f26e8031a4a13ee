package io.chattr.wire.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.message.Message;
import java.util.List;

/** What an event tells beside its name. */
public sealed interface EventData {

  /** A message, and what it makes of its conversation. */
  record MessageChanged(MessageView message, ConversationTail conversation) implements EventData {
    static MessageChanged of(Message message) {
      return new MessageChanged(MessageView.of(message), ConversationTail.of(message));
    }
  }

  /** The fields of a conversation that change with each message. */
  record ConversationTail(String id, long lastSeq, @JsonUnwrapped LastMessageView last) {
    static ConversationTail of(Message message) {
      return new ConversationTail(
          message.conversation().toString(), message.seq(), LastMessageView.of(message));
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

    static StatusChanged of(StatusMoved moved) {
      long newest = moved.newest().seq();
      boolean read =
          moved.moves().stream().anyMatch(move -> move.watermarks().readUpTo() >= newest);
      return new StatusChanged(
          moved.conversation().toString(),
          moved.moves().stream().map(MoveView::of).toList(),
          moved.newest().message().toString(),
          read ? "read" : "delivered");
    }
  }

  /** How far one member has come. */
  record MoveView(String userId, long deliveredUpTo, long readUpTo) {
    static MoveView of(Move move) {
      return new MoveView(
          move.user().value(), move.watermarks().deliveredUpTo(), move.watermarks().readUpTo());
    }
  }

  /** A friend request, and the other one of its two. */
  record RequestChanged(FriendRequestView request, UserView user) implements EventData {}

  /** Somebody. */
  record UserNamed(String userId) implements EventData {}

  /** A conversation as it is. */
  record ConversationChanged(ConversationView conversation) implements EventData {}

  /** A conversation that is no more. */
  record ConversationNamed(String conversationId) implements EventData {}

  /** Somebody who came into a conversation. */
  record MemberCame(String conversationId, MemberView member) implements EventData {}

  /** Somebody who left a conversation. */
  record MemberWent(String conversationId, String userId) implements EventData {}
}
