package io.chattr.application.message;

import io.chattr.application.port.Committed;
import io.chattr.application.port.Conversations;
import io.chattr.application.port.IdGenerator;
import io.chattr.application.port.Journal;
import io.chattr.application.port.Limit;
import io.chattr.application.port.MessagePolicy;
import io.chattr.application.port.RateLimiter;
import io.chattr.domain.content.Content;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.decision.Standing;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.ClientMessageId;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Message;
import jakarta.inject.Inject;
import java.util.Optional;

/** A member adds a message to a conversation. */
public final class PostMessage {
  private final Conversations conversations;
  private final Journal journal;
  private final MessagePolicy policy;
  private final RateLimiter limiter;
  private final IdGenerator ids;

  @Inject
  public PostMessage(
      Conversations conversations,
      Journal journal,
      MessagePolicy policy,
      RateLimiter limiter,
      IdGenerator ids) {
    this.conversations = conversations;
    this.journal = journal;
    this.policy = policy;
    this.limiter = limiter;
    this.ids = ids;
  }

  /** {@code clientId} is the sender's own; it makes a repeated command harmless. */
  public record Command(
      UserId sender,
      ConversationId conversation,
      Content content,
      Optional<ClientMessageId> clientId,
      Optional<Metadata> metadata) {

    public Command(UserId sender, ConversationId conversation, Content content) {
      this(sender, conversation, content, Optional.empty(), Optional.empty());
    }
  }

  /** Answers with the stored message; with the first one, as it is now, when this is a repeat. */
  public Committed<Message> handle(Command command) {
    limiter.acquire(Limit.MESSAGES, command.sender());
    var draft =
        new Draft(
            new MessageId(ids.next()),
            command.conversation(),
            command.sender(),
            command.content(),
            command.clientId(),
            Optional.empty(),
            command.metadata());
    policy.check(draft);
    return journal.commit(() -> standing(command).post(draft));
  }

  private Standing standing(Command command) {
    return conversations
        .standing(command.conversation(), command.sender())
        .orElseThrow(() -> new Rejected(new NotFound("conversation")));
  }
}
