package io.chattr.application.people;

import io.chattr.application.port.Conversations;
import io.chattr.application.port.Journal;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.application.port.Relations;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.event.ConversationEvent.MemberProfileChanged;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent.ProfileChanged;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells those who have somebody's profile that it is another now, or that they are no more: their
 * own devices, their friends, and whom they share conversations with. To be called after the
 * directory knows; calling it again does no harm, so who fails half-way begins anew.
 */
public final class AnnounceProfile {
  private final Relations relations;
  private final Conversations conversations;
  private final Journal journal;

  @Inject
  public AnnounceProfile(Relations relations, Conversations conversations, Journal journal) {
    this.relations = relations;
    this.conversations = conversations;
    this.journal = journal;
  }

  public void handle(UserId about) {
    commit(List.of(about), user -> new ProfileChanged(user, about));
    Optional<String> next = Optional.empty();
    do {
      Page<UserId> friends = relations.friends(about, new PageRequest(next, PageRequest.MAX_LIMIT));
      commit(friends.items(), friend -> new ProfileChanged(friend, about));
      next = friends.nextCursor();
    } while (next.isPresent());
    Optional<ConversationId> last = Optional.empty();
    do {
      List<ConversationId> some = conversations.of(about, last, PageRequest.MAX_LIMIT);
      commit(some, conversation -> new MemberProfileChanged(conversation, about));
      last = some.isEmpty() ? Optional.empty() : Optional.of(some.getLast());
    } while (last.isPresent());
  }

  private <T> void commit(List<T> those, Function<T, DomainEvent> event) {
    if (!those.isEmpty()) {
      journal.commit(
          () -> new Decision.Change<>(List.of(), those.stream().map(event).toList(), those.size()));
    }
  }
}
