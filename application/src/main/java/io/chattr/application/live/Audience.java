package io.chattr.application.live;

import io.chattr.application.port.Conversations;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.event.ConversationEvent;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.ConversationDeleted;
import io.chattr.domain.event.ConversationEvent.ConversationUpdated;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberProfileChanged;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MemberUpdated;
import io.chattr.domain.event.ConversationEvent.MessageEvent;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.Logged;
import io.chattr.domain.event.UserEvent;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Who sees an event, from intervals of membership that are kept while the log is read in order. For
 * one thread.
 */
final class Audience {
  private static final int INTERVALS_IN_HAND = 200_000;

  private final Conversations conversations;
  // The least recently used first.
  private final Map<ConversationId, List<Interval>> intervals =
      new LinkedHashMap<>(16, 0.75f, true);
  private int held;

  Audience(Conversations conversations) {
    this.conversations = conversations;
  }

  /** Names everyone who sees {@code logged}, each at least once. */
  void of(Logged logged, Consumer<UserId> each) {
    switch (logged.event()) {
      case UserEvent event -> each.accept(event.user());
      case ConversationEvent event -> members(logged.position(), event, each);
    }
  }

  /** Asks the store anew, because something was not heard. */
  void forget() {
    intervals.clear();
    held = 0;
  }

  private void drop(ConversationId conversation) {
    List<Interval> known = intervals.remove(conversation);
    held -= known == null ? 0 : known.size();
  }

  private List<Interval> intervals(ConversationId conversation, long position) {
    List<Interval> known = intervals.get(conversation);
    if (known == null) {
      known = conversations.intervals(conversation, position);
      held += known.size();
      while (held > INTERVALS_IN_HAND && !intervals.isEmpty()) {
        drop(intervals.keySet().iterator().next());
      }
      intervals.put(conversation, known);
    }
    return known;
  }

  private void members(long position, ConversationEvent event, Consumer<UserId> each) {
    switch (event) {
      case ConversationCreated created -> drop(created.conversation());
      case MemberAdded added -> drop(added.conversation());
      case MemberRemoved removed -> drop(removed.conversation());
      case ConversationDeleted deleted -> drop(deleted.conversation());
      case MessageEvent message -> {}
      case StatusMoved moved -> {}
      case ConversationUpdated updated -> {}
      case MemberUpdated updated -> {}
      case MemberProfileChanged changed -> {}
    }
    // What the store says now may be ahead of this position: intervals tell of both.
    for (Interval interval : intervals(event.conversation(), position)) {
      boolean sees =
          event instanceof MessageEvent about
              ? interval.contains(position, about.message().seq())
              : interval.contains(position);
      if (sees) {
        each.accept(interval.user());
      }
    }
  }
}
