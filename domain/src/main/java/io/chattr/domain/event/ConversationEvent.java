package io.chattr.domain.event;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import java.util.List;

/** A fact about one conversation, for those who are in it. */
public sealed interface ConversationEvent extends DomainEvent {
  ConversationId conversation();

  /** A message came; this alone makes the conversation's {@code lastSeq} move. */
  record MessagePosted(Message message) implements ConversationEvent {
    @Override
    public ConversationId conversation() {
      return message.conversation();
    }
  }

  /** Members got or saw messages, of which {@code newest} is the newest. */
  record StatusMoved(ConversationId conversation, List<Move> moves, Newest newest)
      implements ConversationEvent {
    public StatusMoved {
      moves = List.copyOf(moves);
    }
  }

  /** How far {@code user} has come now. */
  record Move(UserId user, Watermarks watermarks) {}

  /** The newest message that a move reached. */
  record Newest(MessageId message, long seq) {}

  /** A conversation began, with its first members. */
  record ConversationCreated(Conversation state) implements ConversationEvent {
    @Override
    public ConversationId conversation() {
      return state.id();
    }
  }

  /** Somebody came into a group; their membership begins here. */
  record MemberAdded(ConversationId conversation, Member member) implements ConversationEvent {

    /**
     * The same when the conversation's last message is {@code lastSeq}, which the journal knows.
     */
    public MemberAdded at(long lastSeq) {
      return new MemberAdded(conversation, member.at(lastSeq));
    }
  }

  /** Somebody left a group or was removed; their membership ends here, and they still hear this. */
  record MemberRemoved(ConversationId conversation, UserId member) implements ConversationEvent {}
}
