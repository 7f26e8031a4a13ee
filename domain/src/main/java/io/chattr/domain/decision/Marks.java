package io.chattr.domain.decision;

import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.event.ConversationEvent.Newest;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.DomainEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Marks of members of one conversation that become one event. {@code K} tells apart who asked for
 * them.
 */
public final class Marks<K> {
  private final Map<K, Watermarks> answers = new HashMap<>();
  private final Map<Seat, Progress> moved = new LinkedHashMap<>();
  private @Nullable Newest newest;

  /** How far this member has come by the marks that were added already, if by any. */
  public Optional<Progress> after(Seat seat) {
    return Optional.ofNullable(moved.get(seat));
  }

  /** Adds what was decided on {@code progress}. */
  public void add(K key, Progress progress, Decision<Watermarks> decision) {
    if (!(decision instanceof Decision.Change<Watermarks> change)) {
      throw new IllegalArgumentException("not a mark: " + decision);
    }
    answers.put(key, change.answer());
    for (DomainEvent event : change.events()) {
      if (event instanceof StatusMoved move) {
        moved.put(progress.seat(), progress.at(change.answer()));
        if (newest == null || move.newest().seq() > newest.seq()) {
          newest = move.newest();
        }
      }
    }
  }

  /** All of it, or nothing where all are where they were. */
  public Decision<Map<K, Watermarks>> together() {
    Newest last = newest;
    if (last == null) {
      return Decision.nothing(Map.copyOf(answers));
    }
    List<Move> moves =
        moved.values().stream()
            .map(progress -> new Move(progress.seat().user(), progress.watermarks()))
            .toList();
    return new Decision.Change<>(
        moved.values().stream().map(Progress::read).toList(),
        List.of(
            new StatusMoved(moved.values().iterator().next().seat().conversation(), moves, last)),
        Map.copyOf(answers));
  }
}
