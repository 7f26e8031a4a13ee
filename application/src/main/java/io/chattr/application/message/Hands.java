package io.chattr.application.message;

import io.chattr.application.port.Conversations;
import io.chattr.application.port.Messages;
import io.chattr.domain.decision.MessageAccess;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.MessageMarks;
import java.util.List;

/** Puts a message into the hands of a member who may see it. */
final class Hands {
  private final Conversations conversations;
  private final Messages messages;

  Hands(Conversations conversations, Messages messages) {
    this.conversations = conversations;
    this.messages = messages;
  }

  /** To who may not see the message, it does not exist. */
  MessageAccess require(UserId member, MessageId id) {
    Message message = messages.find(id).orElseThrow(Hands::missing);
    var standing =
        conversations
            .standing(new Seat(message.conversation(), member))
            .orElseThrow(Hands::missing);
    var marks = messages.marks(member, List.of(id));
    return new MessageAccess(standing, message, marks.getOrDefault(id, MessageMarks.none()));
  }

  static Rejected missing() {
    return new Rejected(new NotFound("message"));
  }
}
