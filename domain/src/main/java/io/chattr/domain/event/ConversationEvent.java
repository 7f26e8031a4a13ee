package io.chattr.domain.event;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.Message;
import java.util.List;
import java.util.Set;

/** A fact about one conversation, for those who are in it. */
public sealed interface ConversationEvent extends DomainEvent {
  ConversationId conversation();

  /** A fact about one message, for those who may see it. */
  sealed interface MessageEvent extends ConversationEvent {
    Message message();

    /** The same of the message as it is at another time. */
    MessageEvent with(Message other);

    /**
     * The same at {@code position}, in a conversation whose last message is {@code lastSeq}: what
     * the journal knows.
     */
    default MessageEvent at(long lastSeq, long position) {
      return with(message().at(position));
    }

    @Override
    default ConversationId conversation() {
      return message().conversation();
    }
  }

  /** A message came; this alone makes the conversation's {@code lastSeq} move. */
  record MessagePosted(Message message) implements MessageEvent {
    @Override
    public MessagePosted with(Message other) {
      return new MessagePosted(other);
    }
  }

  /** A message holds something else now, in a conversation whose last one is {@code lastSeq}. */
  record MessageEdited(Message message, long lastSeq) implements MessageEvent {
    @Override
    public MessageEdited with(Message other) {
      return new MessageEdited(other, lastSeq);
    }

    @Override
    public MessageEdited at(long last, long position) {
      return new MessageEdited(message.at(position), last);
    }
  }

  /** A message was deleted for everyone, in a conversation whose last one is {@code lastSeq}. */
  record MessageDeleted(Message message, long lastSeq) implements MessageEvent {
    @Override
    public MessageDeleted with(Message other) {
      return new MessageDeleted(other, lastSeq);
    }

    @Override
    public MessageDeleted at(long last, long position) {
      return new MessageDeleted(message.at(position), last);
    }
  }

  /** How members reacted to a message; {@code emojis} are all that {@code user} has on it now. */
  record ReactionsChanged(Message message, UserId user, Set<Emoji> emojis) implements MessageEvent {
    public ReactionsChanged {
      emojis = Set.copyOf(emojis);
    }

    @Override
    public ReactionsChanged with(Message other) {
      return new ReactionsChanged(other, user, emojis);
    }
  }

  /** A message is pinned now, or no longer. */
  record PinChanged(Message message) implements MessageEvent {
    @Override
    public PinChanged with(Message other) {
      return new PinChanged(other);
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

  /** A conversation is called or kept in another way. */
  record ConversationUpdated(Conversation state) implements ConversationEvent {
    @Override
    public ConversationId conversation() {
      return state.id();
    }
  }

  /** A group ended for all; every membership ends here, and they still hear this. */
  record ConversationDeleted(ConversationId conversation) implements ConversationEvent {}

  /** Somebody came into a group; their membership begins here. */
  record MemberAdded(ConversationId conversation, Member member) implements ConversationEvent {

    /**
     * The same when the conversation's last message is {@code lastSeq}, which the journal knows.
     */
    public MemberAdded at(long lastSeq) {
      return new MemberAdded(conversation, member.at(lastSeq));
    }
  }

  /** Somebody has another role, or may do more or less than before; not how far they have come. */
  record MemberUpdated(ConversationId conversation, Member member) implements ConversationEvent {}

  /** Somebody left a group or was removed; their membership ends here, and they still hear this. */
  record MemberRemoved(ConversationId conversation, UserId member) implements ConversationEvent {}

  /** What others may know of a member is another now, or they are no more. */
  record MemberProfileChanged(ConversationId conversation, UserId member)
      implements ConversationEvent {}
}
