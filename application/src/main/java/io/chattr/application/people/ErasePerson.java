package io.chattr.application.people;

import io.chattr.application.port.Conversations;
import io.chattr.application.port.Journal;
import io.chattr.application.port.Messages;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.application.port.Preferences;
import io.chattr.application.port.Presences;
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
import io.chattr.domain.message.Message;
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
 *
 * <p>All is gone through twice: what was let in before the mark, as a message on its way or
 * somebody who adds them to a group, may be committed behind the back of the first round. The
 * second finds little and is cheap. What only they could see, which nobody hears of, is dropped
 * last.
 */
public final class ErasePerson {
  private final AnnounceProfile announcement;
  private final Relations relations;
  private final Conversations conversations;
  private final Messages messages;
  private final Preferences preferences;
  private final Presences presences;
  private final Journal journal;
  private final InstantSource clock;

  @Inject
  public ErasePerson(
      AnnounceProfile announcement,
      Relations relations,
      Conversations conversations,
      Messages messages,
      Preferences preferences,
      Presences presences,
      Journal journal,
      InstantSource clock) {
    this.announcement = announcement;
    this.relations = relations;
    this.conversations = conversations;
    this.messages = messages;
    this.preferences = preferences;
    this.presences = presences;
    this.journal = journal;
    this.clock = clock;
  }

  public void handle(UserId person, Said said) {
    announcement.handle(person);
    end(person, said);
    end(person, said);
    preferences.forget(person);
    presences.forget(person);
  }

  private void end(UserId person, Said said) {
    part(person);
    withdraw(person);
    unblock(person);
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

  /** Whom they blocked; that others block them stays, as it is what others chose. */
  private void unblock(UserId person) {
    List<UserId> blocked = relations.blocked(person, PageRequest.first()).items();
    while (!blocked.isEmpty()) {
      blocked.forEach(
          other ->
              journal.commit(() -> relations.find(UserPair.of(person, other)).unblock(person)));
      blocked = relations.blocked(person, PageRequest.first()).items();
    }
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
    Optional<Message> last = Optional.empty();
    do {
      last = eraseAfter(person, last);
    } while (last.isPresent());
  }

  private Optional<Message> eraseAfter(UserId person, Optional<Message> last) {
    return journal
        .commit(
            () ->
                new Erasure(messages.undeleted(person, last, Erasure.PART))
                    .at(clock.instant().truncatedTo(ChronoUnit.MILLIS)))
        .value();
  }
}
