package io.chattr.adapter.persistence.journal;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.adapter.persistence.log.LogRow;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.event.ConversationEvent;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.Logged;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
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
  private final Changes changes;
  private final NewLogRows log = new NewLogRows();
  private final List<Logged> events = new ArrayList<>();
  private final Set<ConversationId> staleStandings = new LinkedHashSet<>();
  private long position;

  GroupPlan(Locked locked, Instant now) {
    this.locked = locked;
    this.changes = new Changes(locked);
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
    boolean isFresh = pending.decision().reads().stream().allMatch(locked::isFresh);
    switch (pending.decision()) {
      case Decision.Post post -> {
        if (isFresh) {
          post(pending, post.draft());
        } else {
          staleStandings.add(post.draft().conversation());
          pending.stale();
        }
      }
      case Decision.Change<?> change -> {
        if (isFresh) {
          change(pending, change);
        } else {
          pending.stale();
        }
      }
    }
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
    Locked.Line line = locked.line(draft.conversation());
    position++;
    Message message = draft.at(line.lastSeq() + 1, time, position);
    locked.set(draft.conversation(), new Locked.Line(line.version(), message.seq(), position));
    messages.add(position, message, mark, pending.digest());
    changes.happened(draft.conversation(), position);
    UUID digest = pending.digest();
    if (mark != null && digest != null) {
      locked.said().put(mark, new Locked.Said(message, digest));
    }
    events.add(new Logged(position, new MessagePosted(message)));
    pending.done(message, false);
  }

  private void change(Pending<?> pending, Decision.Change<?> change) {
    change.events().forEach(changes::requirePlace);
    change.events().forEach(this::append);
    change
        .once()
        .ifPresent(
            once -> {
              changes.done(once);
              locked.set(new Subject.OfKey(once.mark()), 1);
            });
    pending.done(change.answer(), change.events().isEmpty());
  }

  private void append(DomainEvent event) {
    position++;
    DomainEvent stamped = changes.apply(position, event);
    log.add(LogRow.of(position, stamped));
    if (stamped instanceof ConversationEvent about) {
      changes.happened(about.conversation(), position);
    }
    events.add(new Logged(position, stamped));
  }

  /** Whether there is nothing to write. */
  boolean isEmpty() {
    return events.isEmpty();
  }

  List<Logged> events() {
    return events;
  }

  /** Conversations where members may do something else than callers thought, or soon will. */
  Set<ConversationId> staleStandings() {
    var all = new LinkedHashSet<>(staleStandings);
    all.addAll(changes.withOtherStandings());
    return all;
  }

  /** The statements that write it all, the head of the log included. */
  Script writing(UUID committer, long group) {
    var script = new Script();
    messages.into(script, time.toEpochMilli());
    changes.into(script);
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
