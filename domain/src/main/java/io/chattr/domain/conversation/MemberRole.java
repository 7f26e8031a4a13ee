package io.chattr.domain.conversation;

import static io.chattr.domain.conversation.Permission.ADD_MEMBERS;
import static io.chattr.domain.conversation.Permission.POST;
import static io.chattr.domain.conversation.Permission.REMOVE_MEMBERS;

import java.util.Set;

/** What a member is in a conversation, and what that lets them do. */
public enum MemberRole {
  OWNER(Set.of(Permission.values())),
  ADMIN(Set.of(POST, ADD_MEMBERS, REMOVE_MEMBERS)),
  MEMBER(Set.of(POST));

  private final Set<Permission> permissions;

  MemberRole(Set<Permission> permissions) {
    this.permissions = permissions;
  }

  /** Whether this role has {@code permission}. */
  public boolean has(Permission permission) {
    return permissions.contains(permission);
  }
}
