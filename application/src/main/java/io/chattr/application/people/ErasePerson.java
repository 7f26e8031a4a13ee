package io.chattr.application.people;

import io.chattr.application.port.Conversations;
import io.chattr.application.port.Journal;
import io.chattr.application.port.Messages;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.application.port.Relations;
import io.chattr.application.port.Relations.Direction;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.decision.Erasure;
import io.chattr.domain.decision.Relation;
import io.chattr.domain.decision.Roster;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.people.Said;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Somebody is no more: those who have their profile are told, their friendships and requests end,
 * they leave their groups, and what they said goes or stays, as they chose. To be called when the
 * directory knows them no longer. Each step is a commit of its own and does nothing where it was
 * done: who fails half-way begins anew.
 */
public final class ErasePerson {
  private final AnnounceProfile announcement;
  private final Relations relations;
  private final Conversations conversations;
  private final Messages messages;
  private final Journal journal;
  private final InstantSource clock;

  @Inject
  public ErasePerson(
      AnnounceProfile announcement,
      Relations relations,
      Conversations conversations,
      Messages messages,
      Journal journal,
      InstantSource clock) {
    this.announcement = announcement;
    this.relations = relations;
    this.conversations = conversations;
    this.messages = messages;
    this.journal = journal;
    this.clock = clock;
  }

  public void handle(UserId person, Said said) {
    announcement.handle(person);
    part(person);
    withdraw(person);
    leave(person);
    if (said == Said.DELETE) {
      erase(person);
    }
  }

  private void part(UserId person) {
    List<UserId> friends = relations.friends(person, PageRequest.first()).items();
    while (!friends.isEmpty()) {
      friends.forEach(friend -> part(UserPair.of(person, friend)));
      friends = relations.friends(person, PageRequest.first()).items();
    }
  }

  private void part(UserPair pair) {
    journal.commit(
        () -> {
          Relation relation = relations.find(pair);
          return relation.friends() ? relation.remove() : Decision.nothing(pair);
        });
  }

  private void withdraw(UserId person) {
    for (Direction direction : Direction.values()) {
      List<FriendRequest> pending = pending(person, direction);
      while (!pending.isEmpty()) {
        pending.forEach(this::withdraw);
        pending = pending(person, direction);
      }
    }
  }

  private List<FriendRequest> pending(UserId person, Direction direction) {
    Page<FriendRequest> page = relations.pending(person, direction, PageRequest.first());
    return page.items();
  }

  /** Whoever sent it, nobody has to answer it any more. */
  private void withdraw(FriendRequest request) {
    journal.commit(
        () -> {
          Relation relation = relations.find(request.pair());
          return relation.lastRequest().filter(FriendRequest::isPending).isPresent()
              ? relation.cancel(request.id(), request.sender())
              : Decision.nothing(request);
        });
  }

  private void leave(UserId person) {
    Optional<ConversationId> last = Optional.empty();
    do {
      List<ConversationId> some = conversations.of(person, last, PageRequest.MAX_LIMIT);
      some.forEach(conversation -> leave(person, conversation));
      last = some.isEmpty() ? Optional.empty() : Optional.of(some.getLast());
    } while (last.isPresent());
  }

  private void leave(UserId person, ConversationId id) {
    journal.commit(
        () ->
            conversations
                .find(id)
                .filter(conversation -> conversation.type() == ConversationType.GROUP)
                .filter(conversation -> isIn(conversation, person))
                .map(conversation -> new Roster(conversation).remove(person, person))
                .orElseGet(() -> Decision.nothing(person)));
  }

  private static boolean isIn(Conversation conversation, UserId person) {
    return conversation.member(person).isPresent();
  }

  private void erase(UserId person) {
    int gone;
    do {
      gone =
          journal
              .commit(
                  () ->
                      new Erasure(messages.undeleted(person, Erasure.PART))
                          .at(clock.instant().truncatedTo(ChronoUnit.MILLIS)))
              .value();
    } while (gone > 0);
  }
}
