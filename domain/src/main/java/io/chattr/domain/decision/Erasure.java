package io.chattr.domain.decision;

import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.event.ConversationEvent.MessageDeleted;
import io.chattr.domain.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was said by somebody who is no more, and goes for everyone: a part of it at a time. */
public record Erasure(List<Message> part) {
  /** So many messages are one part. */
  public static final int PART = Decision.MAX_EVENTS;

  public Erasure {
    part = List.copyOf(part);
  }

  /** Answers with the last that went. */
  public Decision<Optional<Message>> at(Instant now) {
    return new Decision.Change<>(
        part.stream()
            .map(message -> new Read(new Subject.OfMessage(message.id()), message.version()))
            .toList(),
        part.stream()
            .map(message -> message.tombstone(now))
            .map(tombstone -> new MessageDeleted(tombstone, tombstone.seq()))
            .toList(),
        part.isEmpty() ? Optional.empty() : Optional.of(part.getLast()));
  }
}
