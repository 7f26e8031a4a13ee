package io.chattr.adapter.persistence.journal;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.adapter.persistence.log.LogRow;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.decision.Read;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.ConversationEvent;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.Logged;
import io.chattr.domain.event.UserEvent;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.FriendRequestAccepted;
import io.chattr.domain.event.UserEvent.FriendRequestCancelled;
import io.chattr.domain.event.UserEvent.FriendRequestRejected;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What one group does: takes decisions one by one, in order, each resting on what those before it
 * made true; gives places to what is fresh and new, and an outcome to each. The counter row is
 * locked meanwhile.
 */
final class GroupPlan {
  private final Locked locked;
  private final Instant time;
  private final NewMessages messages = new NewMessages();
  private final ConversationChanges conversations = new ConversationChanges();
  private final MemberChanges members = new MemberChanges();
  private final RelationChanges relations = new RelationChanges();
  private final NewLogRows log = new NewLogRows();
  private final List<Logged> events = new ArrayList<>();
  private final Set<ConversationId> withOtherMembers = new LinkedHashSet<>();
  private long position;

  GroupPlan(Locked locked, Instant now) {
    this.locked = locked;
    this.time = Instant.ofEpochMilli(Math.max(now.toEpochMilli(), locked.lastTime()));
    this.position = locked.position();
  }

  void decide(Collection<Pending<?>> group) {
    for (Pending<?> pending : group) {
      try {
        decide(pending);
      } catch (RuntimeException failure) {
        // Thrown before anything was taken into the plan: it alone fails.
        pending.failed(failure);
      }
    }
  }

  private void decide(Pending<?> pending) {
    List<Read> stale =
        pending.decision().reads().stream().filter(read -> !locked.isFresh(read)).toList();
    if (!stale.isEmpty()) {
      conversationsOf(stale).forEach(withOtherMembers::add);
      pending.stale();
      return;
    }
    switch (pending.decision()) {
      case Decision.Post post -> post(pending, post.draft());
      case Decision.Change<?> change -> change(pending, change);
    }
  }

  private static List<ConversationId> conversationsOf(List<Read> stale) {
    return stale.stream()
        .filter(read -> read.kind() == Read.Kind.CONVERSATION)
        .map(read -> (ConversationId) read.id())
        .toList();
  }

  private void post(Pending<?> pending, Draft draft) {
    UUID mark = pending.mark();
    Locked.Said earlier = mark == null ? null : locked.said().get(mark);
    if (earlier != null) {
      if (!earlier.digest().equals(pending.digest())) {
        throw new Rejected(
            new Contradiction("This clientMessageId was used for another message before"));
      }
      pending.done(earlier.message(), true);
      return;
    }
    Locked.Line line = line(draft.conversation());
    Message message = draft.at(line.lastSeq() + 1, time);
    position++;
    locked
        .lines()
        .put(draft.conversation(), new Locked.Line(line.version(), message.seq(), position));
    messages.add(position, message, mark, pending.digest());
    conversations.happened(draft.conversation(), position);
    UUID digest = pending.digest();
    if (mark != null && digest != null) {
      locked.said().put(mark, new Locked.Said(message, digest));
    }
    events.add(new Logged(position, new MessagePosted(message)));
    pending.done(message, false);
  }

  private void change(Pending<?> pending, Decision.Change<?> change) {
    change.events().forEach(this::requirePlace);
    change.events().forEach(this::append);
    if (!change.events().isEmpty()) {
      change.reads().forEach(this::nextVersion);
    }
    pending.done(change.answer(), change.events().isEmpty());
  }

  /** Refuses, before anything is done, what nothing in the store can take. */
  private void requirePlace(DomainEvent event) {
    switch (event) {
      case MessagePosted posted ->
          throw new IllegalArgumentException("A message is decided as a Post");
      case ConversationCreated created -> {
        if (locked.lines().containsKey(created.conversation())) {
          throw new IllegalArgumentException("It is there already: " + created.conversation());
        }
        if (created.state().type() == ConversationType.DIRECT
            && created.state().members().size() != 2) {
          throw new IllegalArgumentException("Not between two: " + created.conversation());
        }
      }
      case ConversationEvent about -> line(about.conversation());
      case UserEvent told -> {}
    }
  }

  private Locked.Line line(ConversationId conversation) {
    Locked.Line line = locked.lines().get(conversation);
    if (line == null) {
      throw new IllegalArgumentException("There is no conversation " + conversation);
    }
    return line;
  }

  private void append(DomainEvent event) {
    position++;
    DomainEvent stamped =
        switch (event) {
          case MessagePosted posted -> posted;
          case StatusMoved moved -> move(moved);
          case ConversationCreated created -> create(created.state());
          case MemberAdded added -> add(added);
          case MemberRemoved removed -> remove(removed);
          case UserEvent told -> tell(told);
        };
    log.add(LogRow.of(position, stamped));
    if (stamped instanceof ConversationEvent about) {
      conversations.happened(about.conversation(), position);
    }
    events.add(new Logged(position, stamped));
  }

  private StatusMoved move(StatusMoved moved) {
    moved
        .moves()
        .forEach(
            move -> {
              var seat = new Seat(moved.conversation(), move.user());
              members.move(position, seat, move.watermarks());
              locked.set(Read.Kind.WATERMARKS, seat, position);
            });
    return moved;
  }

  private ConversationCreated create(Conversation state) {
    conversations.begin(state);
    locked.lines().put(state.id(), new Locked.Line(state.version(), state.lastSeq(), position));
    locked.set(Read.Kind.CONVERSATION, state.id(), state.version());
    state.members().forEach(member -> members.come(position, state.id(), member));
    if (state.type() == ConversationType.DIRECT) {
      var pair = UserPair.of(state.members().get(0).user(), state.members().get(1).user());
      conversations.direct(pair, state.id());
      locked.set(Read.Kind.DIRECT_CONVERSATION, pair, 1);
    }
    return new ConversationCreated(state);
  }

  private MemberAdded add(MemberAdded added) {
    ConversationId conversation = added.conversation();
    MemberAdded stamped = added.at(line(conversation).lastSeq());
    members.come(position, conversation, stamped.member());
    locked.set(Read.Kind.WATERMARKS, new Seat(conversation, stamped.member().user()), position);
    nextVersion(conversation);
    return stamped;
  }

  private MemberRemoved remove(MemberRemoved removed) {
    var seat = new Seat(removed.conversation(), removed.member());
    members.go(position, seat);
    locked.set(Read.Kind.WATERMARKS, seat, 0);
    nextVersion(removed.conversation());
    return removed;
  }

  private void nextVersion(ConversationId conversation) {
    Locked.Line line = line(conversation);
    long version = line.version() + 1;
    locked.lines().put(conversation, new Locked.Line(version, line.lastSeq(), line.activity()));
    locked.set(Read.Kind.CONVERSATION, conversation, version);
    withOtherMembers.add(conversation);
  }

  private UserEvent tell(UserEvent event) {
    switch (event) {
      case FriendRequestSent sent -> relations.request(sent.request());
      case FriendRequestAccepted accepted -> relations.request(accepted.request());
      case FriendRequestRejected rejected -> relations.request(rejected.request());
      case FriendRequestCancelled cancelled -> relations.request(cancelled.request());
      case FriendRequestUpdated updated -> relations.request(updated.request());
      case FriendRemoved removed -> relations.part(UserPair.of(removed.user(), removed.friend()));
      case ConversationJoined joined -> {}
    }
    return event;
  }

  /** What two people are to each other has one version more after each decision about it. */
  private void nextVersion(Read read) {
    if (read.kind() == Read.Kind.RELATION) {
      var pair = (UserPair) read.id();
      locked.set(Read.Kind.RELATION, pair, read.version() + 1);
      relations.version(pair, read.version() + 1);
    }
  }

  /** Whether there is nothing to write. */
  boolean isEmpty() {
    return events.isEmpty();
  }

  List<Logged> events() {
    return events;
  }

  /** Conversations of whose members another version is true than callers thought, or will be. */
  Set<ConversationId> withOtherMembers() {
    return withOtherMembers;
  }

  /** The statements that write it all, the head of the log included. */
  Script writing(UUID committer, long group) {
    var script = new Script();
    messages.into(script, time.toEpochMilli());
    conversations.into(script, locked.lines());
    members.into(script);
    relations.into(script);
    log.into(script, time.toEpochMilli());
    return script
        .update(
            "update chattr_head set position = ?, last_time = ? where id = 1",
            position,
            time.toEpochMilli())
        .update(
            "update chattr_committer set last_group = ?, touched_at = ? where id = ?",
            group,
            time.toEpochMilli(),
            committer);
  }
}
