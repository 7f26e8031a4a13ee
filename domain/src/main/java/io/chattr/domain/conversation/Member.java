package io.chattr.domain.conversation;

import io.chattr.domain.identity.UserId;

/** Somebody in a conversation. {@code visibleFromSeq} is the first message they may see. */
public record Member(UserId user, MemberRole role, long visibleFromSeq, Watermarks watermarks) {
  private static final long FROM_JOINING = Long.MAX_VALUE;

  /** Who will join and see what came before; the journal says {@link #at} which message. */
  public static Member joining(UserId user, MemberRole role) {
    return new Member(user, role, 1, Watermarks.at(0));
  }

  /** The same for one who will see only what comes after. */
  public static Member joiningWithoutHistory(UserId user, MemberRole role) {
    return new Member(user, role, FROM_JOINING, Watermarks.at(0));
  }

  /** Who joins when the conversation's last message is {@code lastSeq}: nothing of it is unread. */
  public Member at(long lastSeq) {
    return new Member(user, role, Math.min(visibleFromSeq, lastSeq + 1), Watermarks.at(lastSeq));
  }

  public Member with(Watermarks moved) {
    return new Member(user, role, visibleFromSeq, moved);
  }
}
