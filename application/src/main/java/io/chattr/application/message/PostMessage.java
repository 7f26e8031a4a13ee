package io.chattr.application.message;

import io.chattr.application.port.Committed;
import io.chattr.application.port.Conversations;
import io.chattr.application.port.Directory;
import io.chattr.application.port.IdGenerator;
import io.chattr.application.port.Journal;
import io.chattr.application.port.Limit;
import io.chattr.application.port.MessagePolicy;
import io.chattr.application.port.Messages;
import io.chattr.application.port.RateLimiter;
import io.chattr.domain.content.Content;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.decision.Standing;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.ClientMessageId;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.References;
import jakarta.inject.Inject;
import java.util.Optional;

/** A member adds a message to a conversation. */
public final class PostMessage {
  private final Conversations conversations;
  private final Messages messages;
  private final Journal journal;
  private final MessagePolicy policy;
  private final Mentions mentions;
  private final RateLimiter limiter;
  private final IdGenerator ids;

  @Inject
  public PostMessage(
      Conversations conversations,
      Messages messages,
      Journal journal,
      Directory directory,
      MessagePolicy policy,
      RateLimiter limiter,
      IdGenerator ids) {
    this.conversations = conversations;
    this.messages = messages;
    this.journal = journal;
    this.policy = policy;
    this.mentions = new Mentions(directory, conversations);
    this.limiter = limiter;
    this.ids = ids;
  }

  /**
   * {@code clientId} is the sender's own; it makes a repeated command harmless.
   *
   * @param replyTo a message of the same conversation
   */
  public record Command(
      UserId sender,
      ConversationId conversation,
      Content content,
      Optional<ClientMessageId> clientId,
      Optional<MessageId> replyTo,
      Optional<Metadata> metadata) {

    public Command(UserId sender, ConversationId conversation, Content content) {
      this(sender, conversation, content, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /** Answers with the stored message; with the first one, as it is now, when this is a repeat. */
  public Committed<Message> handle(Command command) {
    var references =
        new References(
            command.replyTo(),
            Optional.empty(),
            mentions.in(command.content(), command.conversation()));
    return post(
        new Draft(
            new MessageId(ids.next()),
            command.conversation(),
            command.sender(),
            command.content(),
            command.clientId(),
            references,
            command.metadata()));
  }

  Committed<Message> post(Draft draft) {
    limiter.acquire(Limit.MESSAGES, draft.sender());
    policy.check(draft);
    var seat = new Seat(draft.conversation(), draft.sender());
    return journal.commit(
        () -> {
          Standing standing = standing(seat, draft.content());
          draft.references().replyTo().ifPresent(answered -> requireVisible(answered, standing));
          return standing.post(draft);
        });
  }

  /** What is not allowed any more may be what a recent standing does not know: that one is new. */
  private Standing standing(Seat seat, Content content) {
    return conversations
        .recentStanding(seat)
        .filter(standing -> standing.canSay(content))
        .or(() -> conversations.standing(seat))
        .orElseThrow(() -> new Rejected(new NotFound("conversation")));
  }

  private void requireVisible(MessageId id, Standing standing) {
    boolean isVisible =
        messages
            .find(id)
            .filter(message -> message.conversation().equals(standing.conversation()))
            .filter(message -> message.seq() >= standing.visibleFromSeq())
            .isPresent();
    if (!isVisible) {
      throw Hands.missing();
    }
  }
}
