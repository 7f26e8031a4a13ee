package io.chattr.application.message;

import static io.chattr.domain.failure.ValueProblem.TOO_LARGE;

import io.chattr.application.port.Committed;
import io.chattr.application.port.Conversations;
import io.chattr.application.port.IdGenerator;
import io.chattr.application.port.Messages;
import io.chattr.domain.decision.MessageAccess;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.ClientMessageId;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.IdempotencyKey;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.References;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A member says again elsewhere what was said somewhere: the new messages tell who said it first,
 * and nothing of where.
 */
public final class ForwardMessage {
  public static final int MAX_TARGETS = 20;

  private final Hands hands;
  private final Conversations conversations;
  private final PostMessage postMessage;
  private final IdGenerator ids;

  @Inject
  public ForwardMessage(
      Conversations conversations, Messages messages, PostMessage postMessage, IdGenerator ids) {
    this.hands = new Hands(conversations, messages);
    this.conversations = conversations;
    this.postMessage = postMessage;
    this.ids = ids;
  }

  /** {@code key} is the caller's own; it makes a repeated command harmless. */
  public record Command(
      UserId member,
      MessageId message,
      Set<ConversationId> conversations,
      Optional<IdempotencyKey> key) {

    public Command {
      conversations = new LinkedHashSet<>(conversations);
      if (conversations.size() > MAX_TARGETS) {
        throw Rejected.value(
            "conversationIds", TOO_LARGE, "must name at most " + MAX_TARGETS + " conversations");
      }
    }
  }

  /**
   * Posts one after the other, which is not one transaction: what was posted before a refusal
   * stays, and repeating all of it under the same key does no harm. The member has to be in each of
   * the conversations, or nothing is posted.
   */
  public List<Committed<Message>> handle(Command command) {
    MessageAccess access = hands.require(command.member(), command.message());
    if (access.message().isDeleted()) {
      throw new Rejected(new Contradiction("This message was deleted"));
    }
    for (ConversationId target : command.conversations()) {
      if (conversations.standing(new Seat(target, command.member())).isEmpty()) {
        throw new Rejected(new NotFound("conversation"));
      }
    }
    return command.conversations().stream()
        .map(target -> postMessage.post(draft(command, access.message(), target)))
        .toList();
  }

  private Draft draft(Command command, Message original, ConversationId target) {
    UserId author = original.references().forwardedFrom().orElse(original.sender());
    return new Draft(
        new MessageId(ids.next()),
        target,
        command.member(),
        original.content(),
        command.key().map(key -> new ClientMessageId(key.value() + ":" + target)),
        new References(Optional.empty(), Optional.of(author), List.of()),
        original.metadata());
  }
}
