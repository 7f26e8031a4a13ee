package io.chattr.adapter.persistence.journal;

import static io.chattr.adapter.persistence.dialect.Script.uuids;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.decision.Once;
import io.chattr.domain.event.ConversationEvent;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.ConversationDeleted;
import io.chattr.domain.event.ConversationEvent.ConversationUpdated;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberProfileChanged;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MemberUpdated;
import io.chattr.domain.event.ConversationEvent.MessageEvent;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent;
import io.chattr.domain.event.UserEvent.BlockChanged;
import io.chattr.domain.event.UserEvent.ConversationArranged;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.FriendRequestEvent;
import io.chattr.domain.event.UserEvent.MessageHidden;
import io.chattr.domain.event.UserEvent.ProfileChanged;
import io.chattr.domain.event.UserEvent.StarChanged;
import io.chattr.domain.event.UserEvent.UserSettingsChanged;
import io.chattr.domain.identity.ConversationId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the events of a group make true in the tables, each family of them in its own statements.
 */
final class Changes {
  private final Locked locked;
  private final ConversationChanges conversations;
  private final MemberChanges members;
  private final MessageChanges messages;
  private final RelationChanges relations;
  private final OwnChanges own;
  private final List<Once> done = new ArrayList<>();
  private final Set<ConversationId> withOtherStandings = new LinkedHashSet<>();

  Changes(Locked locked) {
    this.locked = locked;
    this.conversations = new ConversationChanges(locked);
    this.members = new MemberChanges(locked);
    this.messages = new MessageChanges(locked);
    this.relations = new RelationChanges(locked);
    this.own = new OwnChanges(locked);
  }

  /** Refuses, before anything is done, what nothing in the store can take. */
  void requirePlace(DomainEvent event) {
    switch (event) {
      case MessagePosted posted ->
          throw new IllegalArgumentException("A message is decided as a Post");
      case ConversationCreated created -> {
        if (locked.has(created.conversation())) {
          throw new IllegalArgumentException("It is there already: " + created.conversation());
        }
        if (created.state().type() == ConversationType.DIRECT
            && created.state().members().size() != 2) {
          throw new IllegalArgumentException("Not between two: " + created.conversation());
        }
      }
      case ConversationEvent about -> locked.line(about.conversation());
      case UserEvent told -> {}
    }
  }

  /** Answers with the event as it became, with what only the journal knows. */
  DomainEvent apply(long position, DomainEvent event) {
    return switch (event) {
      case ConversationEvent about -> apply(position, about);
      case UserEvent told -> {
        apply(position, told);
        yield told;
      }
    };
  }

  private ConversationEvent apply(long position, ConversationEvent event) {
    return switch (event) {
      case MessageEvent about -> messages.apply(position, about);
      case StatusMoved moved -> members.move(position, moved);
      case ConversationCreated created -> {
        conversations.begin(position, created.state());
        members.begin(position, created.state());
        yield created;
      }
      case ConversationUpdated updated -> {
        conversations.describe(updated.state());
        yield changed(updated);
      }
      case ConversationDeleted deleted -> {
        members.end(position, deleted.conversation());
        yield changed(deleted);
      }
      case MemberAdded added -> changed(members.add(position, added));
      case MemberUpdated updated -> changed(members.update(position, updated));
      case MemberRemoved removed -> changed(members.remove(position, removed));
      case MemberProfileChanged changed -> changed;
    };
  }

  private ConversationEvent changed(ConversationEvent event) {
    locked.nextVersion(event.conversation());
    withOtherStandings.add(event.conversation());
    return event;
  }

  private void apply(long position, UserEvent event) {
    switch (event) {
      case FriendRequestEvent about -> relations.request(about.request());
      case FriendRemoved removed -> relations.part(removed);
      case BlockChanged changed -> relations.block(changed);
      case ConversationArranged arranged -> members.arrange(position, arranged);
      case UserSettingsChanged changed -> own.choose(position, changed);
      case MessageHidden hidden -> own.hide(hidden);
      case StarChanged changed -> own.star(changed);
      case ConversationJoined joined -> {}
      case ProfileChanged changed -> {}
    }
  }

  /** Something happened in a conversation's stream. */
  void happened(ConversationId conversation, long position) {
    conversations.happened(conversation, position);
  }

  void done(Once once) {
    done.add(once);
  }

  /** Conversations where members may do something else now. */
  Set<ConversationId> withOtherStandings() {
    return withOtherStandings;
  }

  void into(Script script) {
    conversations.into(script);
    members.into(script);
    // Before messages are deleted, whose stars go with them.
    own.into(script);
    messages.into(script);
    relations.into(script);
    if (!done.isEmpty()) {
      script.update(
          """
          insert into chattr_done (mark, digest, conversation)
          select s.mark, s.digest, s.conversation
          from {rows} as s (mark, digest, conversation)
          """,
          uuids(done, Once::mark),
          uuids(done, Once::digest),
          uuids(done, once -> once.conversation().value()));
    }
  }
}
