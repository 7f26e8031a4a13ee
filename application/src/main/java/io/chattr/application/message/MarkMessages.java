package io.chattr.application.message;

import io.chattr.application.port.Committed;
import io.chattr.application.port.Conversations;
import io.chattr.application.port.Conversations.Undelivered;
import io.chattr.application.port.Journal;
import io.chattr.application.port.Messages;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.decision.Progress;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.ConversationEvent.Newest;
import io.chattr.domain.failure.Failure;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import jakarta.inject.Inject;

/**
 * A member says how far they have come: everything up to a message was delivered to them, or seen.
 */
public final class MarkMessages {
  private final Conversations conversations;
  private final Messages messages;
  private final Journal journal;

  @Inject
  public MarkMessages(Conversations conversations, Messages messages, Journal journal) {
    this.conversations = conversations;
    this.messages = messages;
    this.journal = journal;
  }

  /** What is said of the message and of all before it. */
  public enum Mark {
    DELIVERED,
    READ
  }

  /** Which message. */
  public sealed interface Target {
    record ById(MessageId message) implements Target {}

    record BySeq(ConversationId conversation, long seq) implements Target {}
  }

  public record Command(UserId member, Target target, Mark mark) {}

  /** The member's watermarks in that conversation. */
  public record Marked(ConversationId conversation, Watermarks watermarks) {}

  /** Answers with the member's watermarks after it; an older mark than there is changes nothing. */
  public Committed<Marked> handle(Command command) {
    Message message = require(command);
    var seat = new Seat(message.conversation(), command.member());
    var newest = new Newest(message.id(), message.seq());
    Committed<Watermarks> moved =
        journal.commit(() -> decide(progress(seat, newest), newest, command.mark()));
    return new Committed<>(new Marked(seat.conversation(), moved.value()), moved.repeated());
  }

  /**
   * Everything that {@code reader} may see up to {@code position} of the log has reached one of
   * their devices, as a cursor that they show proves. While the journal is busy this does less than
   * that: the cursor that they show next proves it, too.
   */
  public void deliveredUpTo(UserId reader, long position) {
    try {
      conversations.undelivered(reader, position).forEach(this::delivered);
    } catch (Rejected refused) {
      if (!(refused.failure() instanceof Failure.Busy)) {
        throw refused;
      }
    }
  }

  private void delivered(Undelivered undelivered) {
    journal.commit(
        () ->
            conversations
                .progress(undelivered.seat())
                .map(progress -> progress.delivered(undelivered.newest()))
                // Who was removed meanwhile has nothing left to mark.
                .orElseGet(() -> Decision.nothing(Watermarks.at(0))));
  }

  private static Decision<Watermarks> decide(Progress progress, Newest newest, Mark mark) {
    return switch (mark) {
      case DELIVERED -> progress.delivered(newest);
      case READ -> progress.read(newest);
    };
  }

  private Message require(Command command) {
    return switch (command.target()) {
      case Target.ById byId -> messages.find(byId.message()).orElseThrow(MarkMessages::missing);
      case Target.BySeq bySeq -> {
        if (conversations.progress(new Seat(bySeq.conversation(), command.member())).isEmpty()) {
          throw new Rejected(new NotFound("conversation"));
        }
        yield messages.find(bySeq.conversation(), bySeq.seq()).orElseThrow(MarkMessages::missing);
      }
    };
  }

  private Progress progress(Seat seat, Newest newest) {
    return conversations
        .progress(seat)
        .filter(progress -> newest.seq() >= progress.visibleFromSeq())
        .orElseThrow(MarkMessages::missing);
  }

  private static Rejected missing() {
    return new Rejected(new NotFound("message"));
  }
}
