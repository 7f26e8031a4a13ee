package io.chattr.domain.decision;

import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Message;
import java.util.List;
import java.util.Optional;

/**
 * What is to become true, and what that rests on. {@code R} is what the one who asked gets to see.
 */
public sealed interface Decision<R> {
  /** So many events a decision has at most, so that it holds nobody else up. */
  int MAX_EVENTS = 500;

  /** What was looked at: when one of these has moved, the decision must be made again. */
  List<Read> reads();

  /** A message is added, and gets its seq and time from the journal. */
  record Post(List<Read> reads, Draft draft) implements Decision<Message> {
    public Post {
      reads = List.copyOf(reads);
    }
  }

  /**
   * These events, in this order, or none when all is as it should be.
   *
   * @param once what is noted under a key of the caller's
   */
  record Change<R>(List<Read> reads, List<DomainEvent> events, R answer, Optional<Once> once)
      implements Decision<R> {
    public Change {
      reads = List.copyOf(reads);
      events = List.copyOf(events);
    }

    public Change(List<Read> reads, List<? extends DomainEvent> events, R answer) {
      this(reads, List.copyOf(events), answer, Optional.empty());
    }
  }

  /** Nothing to do: things already are as was asked. */
  static <R> Decision<R> nothing(R answer) {
    return new Change<>(List.of(), List.of(), answer);
  }
}
