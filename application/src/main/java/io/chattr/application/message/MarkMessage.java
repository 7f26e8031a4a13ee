package io.chattr.application.message;

import io.chattr.application.port.Conversations;
import io.chattr.application.port.Journal;
import io.chattr.application.port.Messages;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.decision.MessageAccess;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.Message;
import jakarta.inject.Inject;
import java.util.function.Function;

/**
 * A member puts something on a message, or takes it away: a reaction, a pin, a star. What is as it
 * was asked already stays so.
 */
public final class MarkMessage {
  private final Hands hands;
  private final Messages messages;
  private final Journal journal;

  @Inject
  public MarkMessage(Conversations conversations, Messages messages, Journal journal) {
    this.hands = new Hands(conversations, messages);
    this.messages = messages;
    this.journal = journal;
  }

  public Message react(UserId member, MessageId message, Emoji emoji) {
    return commit(member, message, access -> access.react(emoji));
  }

  public Message unreact(UserId member, MessageId message, Emoji emoji) {
    return commit(member, message, access -> access.unreact(emoji));
  }

  public Message pin(UserId member, MessageId message) {
    return commit(
        member,
        message,
        access -> access.pin(messages.pinned(access.message().conversation()).size()));
  }

  public Message unpin(UserId member, MessageId message) {
    return commit(member, message, MessageAccess::unpin);
  }

  public Message star(UserId member, MessageId message, boolean on) {
    return commit(member, message, access -> access.star(on));
  }

  private Message commit(
      UserId member, MessageId message, Function<MessageAccess, Decision<Message>> deciding) {
    return journal.commit(() -> deciding.apply(hands.require(member, message))).value();
  }
}
