package io.chattr.domain.decision;

import io.chattr.domain.conversation.ConversationSettings;
import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.event.UserEvent.ConversationArranged;
import java.util.List;

/** How one member keeps a conversation in their list, as of {@code version}. */
public record Arrangement(Seat seat, ConversationSettings settings, long lastSeq, long version) {

  public Decision<ConversationSettings> change(ConversationSettings wanted) {
    if (wanted.equals(settings)) {
      return Decision.nothing(settings);
    }
    return new Decision.Change<>(
        List.of(new Read(new Subject.OfSeat(seat), version)),
        List.of(new ConversationArranged(seat.user(), seat.conversation(), wanted)),
        wanted);
  }

  /** It is left out of the list until something is said in it. */
  public Decision<ConversationSettings> hide() {
    return settings.hides(lastSeq) ? Decision.nothing(settings) : change(settings.hidden(lastSeq));
  }
}
