package io.chattr.application.conversation;

import io.chattr.application.port.Conversations;
import io.chattr.application.port.Journal;
import io.chattr.domain.conversation.ConversationSettings;
import io.chattr.domain.decision.Arrangement;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;

/** A member says how they keep a conversation in their own list. */
public final class ArrangeConversation {
  private final Conversations conversations;
  private final Journal journal;

  @Inject
  public ArrangeConversation(Conversations conversations, Journal journal) {
    this.conversations = conversations;
    this.journal = journal;
  }

  /** What is not given stays as it is. */
  public record Command(
      Seat seat, Optional<Boolean> muted, Optional<Boolean> archived, Optional<Boolean> pinned) {}

  public ConversationSettings handle(Command command) {
    return commit(
        command.seat(),
        present -> {
          ConversationSettings before = present.settings();
          return present.change(
              new ConversationSettings(
                  command.muted().orElse(before.muted()),
                  command.archived().orElse(before.archived()),
                  command.pinned().orElse(before.pinned()),
                  before.hiddenUpTo()));
        });
  }

  /** Leaves it out of the list until something is said in it. */
  ConversationSettings hide(Seat seat) {
    return commit(seat, Arrangement::hide);
  }

  private ConversationSettings commit(
      Seat seat, Function<Arrangement, Decision<ConversationSettings>> deciding) {
    return journal
        .commit(
            () ->
                deciding.apply(
                    conversations
                        .arrangement(seat)
                        .orElseThrow(() -> new Rejected(new NotFound("conversation")))))
        .value();
  }
}
