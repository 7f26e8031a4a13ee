package io.chattr.application.message;

import io.chattr.application.port.Committed;
import io.chattr.application.port.Conversations;
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
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A member says how far they have come: everything up to a message was delivered to them, or seen.
 */
public final class MarkMessages implements AutoCloseable {
  /** In which the marks of a group become one event. */
  public static final Duration ROUND = Duration.ofSeconds(1);

  private final Conversations conversations;
  private final Messages messages;
  private final Journal journal;
  private final GatheredMarks groups;

  @Inject
  public MarkMessages(Conversations conversations, Messages messages, Journal journal) {
    this(conversations, messages, journal, ROUND);
  }

  /** With rounds of another length than {@link #ROUND}; of none, each mark is an event. */
  public MarkMessages(
      Conversations conversations, Messages messages, Journal journal, Duration round) {
    this.conversations = conversations;
    this.messages = messages;
    this.journal = journal;
    this.groups = new GatheredMarks(conversations, journal, round);
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

  /** The same as {@link #submit}, when it is durable. */
  public Committed<Marked> handle(Command command) {
    return outcome(submit(command));
  }

  /** What a mark came to; waits for it, and throws what it was refused with. */
  public static Committed<Marked> outcome(CompletableFuture<Committed<Marked>> mark) {
    try {
      return mark.join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }

  /**
   * Completes when it is durable, which in a group may take a round, with the member's watermarks
   * after it; an older mark than there is changes nothing. What is refused at once is thrown.
   */
  public CompletableFuture<Committed<Marked>> submit(Command command) {
    Message message = require(command);
    var seat = new Seat(message.conversation(), command.member());
    var newest = new Newest(message.id(), message.seq());
    Progress present = progress(seat, newest);
    return mark(present, progress -> decide(visible(progress, newest), newest, command.mark()))
        .thenApply(
            moved ->
                new Committed<>(new Marked(seat.conversation(), moved.value()), moved.repeated()));
  }

  private CompletableFuture<Committed<Watermarks>> mark(
      Progress present, Function<Progress, Decision<Watermarks>> mark) {
    return switch (present.type()) {
      case DIRECT -> CompletableFuture.completedFuture(commit(present, mark));
      case GROUP -> groups.mark(present.seat(), mark);
    };
  }

  /** What is in hand may do; if it does not, it is looked up again. */
  private Committed<Watermarks> commit(
      Progress present, Function<Progress, Decision<Watermarks>> mark) {
    var inHand = new AtomicReference<>(Optional.of(present));
    return journal.commit(
        () ->
            inHand
                .getAndSet(Optional.empty())
                .or(() -> conversations.progress(present.seat()))
                .map(mark)
                .orElseThrow(MarkMessages::missing));
  }

  /**
   * Everything that {@code reader} may see up to {@code position} of the log has reached one of
   * their devices, as a cursor that they show proves. While the journal is busy this does less than
   * that: the cursor that they show next proves it, too.
   */
  public void deliveredUpTo(UserId reader, long position) {
    try {
      conversations
          .undelivered(reader, position)
          .forEach(
              undelivered ->
                  conversations
                      .progress(undelivered.seat())
                      .ifPresent(present -> delivered(present, undelivered.newest())));
    } catch (Rejected refused) {
      if (!(refused.failure() instanceof Failure.Busy)) {
        throw refused;
      }
    }
  }

  private void delivered(Progress present, Newest newest) {
    try {
      var unused = mark(present, progress -> progress.delivered(newest));
    } catch (Rejected refused) {
      // Who was removed meanwhile has nothing left to mark.
      if (!(refused.failure() instanceof NotFound)) {
        throw refused;
      }
    }
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
    return visible(conversations.progress(seat).orElseThrow(MarkMessages::missing), newest);
  }

  private static Progress visible(Progress progress, Newest newest) {
    if (newest.seq() < progress.visibleFromSeq()) {
      throw missing();
    }
    return progress;
  }

  private static Rejected missing() {
    return new Rejected(new NotFound("message"));
  }

  /** Makes the marks that wait for the end of their round. */
  @Override
  public void close() {
    groups.close();
  }
}
