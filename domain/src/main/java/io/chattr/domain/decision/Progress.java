package io.chattr.domain.decision;

import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.event.ConversationEvent.Newest;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import java.util.List;

/**
 * How far one member has come in a conversation, as of {@code version}.
 *
 * @param crowded whether the group has more than {@value #CROWD} members, who are not told of each
 *     other's deliveries
 */
public record Progress(
    Seat seat,
    ConversationType type,
    long visibleFromSeq,
    Watermarks watermarks,
    boolean crowded,
    long version) {
  public static final int CROWD = 32;

  /** Everything up to {@code newest} has reached a device of the member. */
  public Decision<Watermarks> delivered(Newest newest) {
    return crowded
        ? Decision.nothing(watermarks)
        : moveTo(watermarks.delivered(newest.seq()), newest);
  }

  /** The member has seen everything up to {@code newest}. */
  public Decision<Watermarks> read(Newest newest) {
    return moveTo(watermarks.read(newest.seq()), newest);
  }

  Progress at(Watermarks moved) {
    return new Progress(seat, type, visibleFromSeq, moved, crowded, version);
  }

  Read read() {
    return new Read(new Subject.OfSeat(seat), version);
  }

  private Decision<Watermarks> moveTo(Watermarks moved, Newest newest) {
    if (moved.equals(watermarks)) {
      return Decision.nothing(watermarks);
    }
    return new Decision.Change<>(
        List.of(read()),
        List.of(
            new StatusMoved(seat.conversation(), List.of(new Move(seat.user(), moved)), newest)),
        moved);
  }
}
