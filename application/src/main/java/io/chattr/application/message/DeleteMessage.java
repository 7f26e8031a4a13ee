package io.chattr.application.message;

import io.chattr.application.port.Conversations;
import io.chattr.application.port.Journal;
import io.chattr.application.port.Messages;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** A member deletes a message, for everyone or for themselves; doing so again changes nothing. */
public final class DeleteMessage {
  private final Hands hands;
  private final Journal journal;
  private final InstantSource clock;

  @Inject
  public DeleteMessage(
      Conversations conversations, Messages messages, Journal journal, InstantSource clock) {
    this.hands = new Hands(conversations, messages);
    this.journal = journal;
    this.clock = clock;
  }

  /** For whom it goes. */
  public enum Scope {
    EVERYONE,
    ME
  }

  public record Command(UserId member, MessageId message, Scope scope) {}

  public Message handle(Command command) {
    return journal
        .commit(
            () -> {
              var access = hands.require(command.member(), command.message());
              return switch (command.scope()) {
                case EVERYONE -> access.delete(clock.instant().truncatedTo(ChronoUnit.MILLIS));
                case ME -> access.hide();
              };
            })
        .value();
  }
}
