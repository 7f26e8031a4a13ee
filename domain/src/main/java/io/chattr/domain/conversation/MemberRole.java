package io.chattr.domain.conversation;

import static io.chattr.domain.conversation.Permission.MANAGE_ROLES;

/** What a member is in a conversation, the highest first. */
public enum MemberRole {
  OWNER,
  ADMIN,
  MEMBER;

  /** What this role may do where plain members may do {@code members}. */
  public Permissions permissions(Permissions members) {
    return switch (this) {
      case OWNER -> Permissions.every();
      case ADMIN -> Permissions.every().without(Permissions.of(MANAGE_ROLES));
      case MEMBER -> members;
    };
  }

  /** Whether this role stands above {@code other}. */
  public boolean isAbove(MemberRole other) {
    return compareTo(other) < 0;
  }
}
