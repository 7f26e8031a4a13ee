package io.chattr.domain.conversation;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.domain.failure.Rejected;

/** What one member may do more, and less, than their role has. */
public record Grants(Permissions granted, Permissions denied) {
  private static final Grants NONE = new Grants(Permissions.none(), Permissions.none());

  public Grants {
    if (granted.all().stream().anyMatch(denied::has)) {
      throw Rejected.value(
          "permissions", INVALID_VALUE, "must not grant and deny the same permission");
    }
  }

  public static Grants none() {
    return NONE;
  }

  /** What a member may do whose role alone has {@code roles}. */
  public Permissions on(Permissions roles) {
    return roles.and(granted).without(denied);
  }
}
