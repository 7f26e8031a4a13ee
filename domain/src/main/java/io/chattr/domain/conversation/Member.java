package io.chattr.domain.conversation;

import io.chattr.domain.identity.UserId;

/** Somebody in a conversation. {@code visibleFromSeq} is the first message they may see. */
public record Member(
    UserId user, MemberRole role, Grants grants, long visibleFromSeq, Watermarks watermarks) {
  private static final long FROM_JOINING = Long.MAX_VALUE;

  /** Who will join and see what came before; the journal says {@link #at} which message. */
  public static Member joining(UserId user, MemberRole role) {
    return joining(user, role, History.ALL);
  }

  /** The same for one who sees of what came before what {@code history} says. */
  public static Member joining(UserId user, MemberRole role, History history) {
    long visibleFromSeq =
        switch (history) {
          case ALL -> 1;
          case JOINED -> FROM_JOINING;
        };
    return new Member(user, role, Grants.none(), visibleFromSeq, Watermarks.at(0));
  }

  /** Who joins when the conversation's last message is {@code lastSeq}: nothing of it is unread. */
  public Member at(long lastSeq) {
    return new Member(
        user, role, grants, Math.min(visibleFromSeq, lastSeq + 1), Watermarks.at(lastSeq));
  }

  public Member with(Watermarks moved) {
    return new Member(user, role, grants, visibleFromSeq, moved);
  }

  public Member with(MemberRole other) {
    return new Member(user, other, grants, visibleFromSeq, watermarks);
  }

  public Member with(Grants others) {
    return new Member(user, role, others, visibleFromSeq, watermarks);
  }

  /** All that they may do in a conversation where plain members may do {@code members}. */
  public Permissions permissions(Permissions members) {
    return grants.on(role.permissions(members));
  }
}
