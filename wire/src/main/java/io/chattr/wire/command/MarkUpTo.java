package io.chattr.wire.command;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.application.message.MarkMessages;
import io.chattr.application.message.MarkMessages.Mark;
import io.chattr.application.message.MarkMessages.Target;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Up to which message: {@code messageId}, or {@code conversationId} and {@code seq}. On REST the
 * path names the conversation.
 */
public record MarkUpTo(
    @Nullable String messageId, @Nullable String conversationId, @Nullable Long seq) {

  public MarkMessages.Command by(UserId member, Mark mark) {
    return new MarkMessages.Command(member, target(), mark);
  }

  /** For the conversation that the path names. */
  public MarkMessages.Command by(UserId member, ConversationId conversation, Mark mark) {
    return new MarkMessages.Command(member, upTo(conversation), mark);
  }

  private Target target() {
    if (messageId != null || (conversationId == null && seq == null)) {
      return new Target.ById(MessageId.of(Fields.require("messageId", messageId)));
    }
    return upTo(ConversationId.of(Fields.require("conversationId", conversationId)));
  }

  private Target upTo(ConversationId conversation) {
    long upTo = Fields.require("seq", seq);
    if (upTo < 1) {
      throw Rejected.value("seq", INVALID_VALUE, "must be 1 or more");
    }
    return new Target.BySeq(conversation, upTo);
  }
}
