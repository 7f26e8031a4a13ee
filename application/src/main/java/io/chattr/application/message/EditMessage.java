package io.chattr.application.message;

import io.chattr.application.port.Conversations;
import io.chattr.application.port.Directory;
import io.chattr.application.port.Journal;
import io.chattr.application.port.Limit;
import io.chattr.application.port.MessagePolicy;
import io.chattr.application.port.Messages;
import io.chattr.application.port.RateLimiter;
import io.chattr.domain.content.Content;
import io.chattr.domain.decision.HouseRules;
import io.chattr.domain.decision.MessageAccess;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Message;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A sender says a message of theirs in other words; what it said before is kept. */
public final class EditMessage {
  private final Hands hands;
  private final Mentions mentions;
  private final Journal journal;
  private final MessagePolicy policy;
  private final RateLimiter limiter;
  private final HouseRules rules;
  private final InstantSource clock;

  @Inject
  public EditMessage(
      Conversations conversations,
      Messages messages,
      Journal journal,
      Directory directory,
      MessagePolicy policy,
      RateLimiter limiter,
      HouseRules rules,
      InstantSource clock) {
    this.hands = new Hands(conversations, messages);
    this.mentions = new Mentions(directory, conversations);
    this.journal = journal;
    this.policy = policy;
    this.limiter = limiter;
    this.rules = rules;
    this.clock = clock;
  }

  public record Command(UserId sender, MessageId message, Content content) {}

  /** Answers with the message as it is then; the same words again change nothing. */
  public Message handle(Command command) {
    limiter.acquire(Limit.MESSAGES, command.sender());
    MessageAccess present = hands.require(command.sender(), command.message());
    policy.check(asDraft(present.message(), command.content()));
    List<UserId> mentioned = mentions.in(command.content(), present.message().conversation());
    return journal
        .commit(
            () ->
                hands
                    .require(command.sender(), command.message())
                    .edit(command.content(), mentioned, rules.editWindow(), now()))
        .value();
  }

  private static Draft asDraft(Message message, Content content) {
    return new Draft(
        message.id(),
        message.conversation(),
        message.sender(),
        content,
        message.clientId(),
        message.references(),
        message.metadata());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
