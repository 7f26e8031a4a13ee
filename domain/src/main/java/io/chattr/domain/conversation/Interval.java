package io.chattr.domain.conversation;

import io.chattr.domain.identity.UserId;

/**
 * A time of membership, in positions of the log: from the event that added {@code user} to the
 * event that removed them, both included; {@link #OPEN} while they are a member.
 */
public record Interval(UserId user, long from, long to, long visibleFromSeq) {
  public static final long OPEN = Long.MAX_VALUE;

  /**
   * Whether the member of this time sees what happened to their conversation at {@code position}.
   */
  public boolean contains(long position) {
    return from <= position && position <= to;
  }

  /** The same for an event that shows the message {@code seq}. */
  public boolean contains(long position, long seq) {
    return contains(position) && seq >= visibleFromSeq;
  }

  public boolean isOpen() {
    return to == OPEN;
  }
}
