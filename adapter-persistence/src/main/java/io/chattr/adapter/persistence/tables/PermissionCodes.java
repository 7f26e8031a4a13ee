package io.chattr.adapter.persistence.tables;

import static java.util.stream.Collectors.joining;

import io.chattr.domain.conversation.Permission;
import io.chattr.domain.conversation.Permissions;
import java.util.Arrays;
import java.util.List;

/** How permissions lie in a column: their codes, with spaces between. */
public final class PermissionCodes {
  private PermissionCodes() {}

  public static String text(Permissions permissions) {
    return permissions.all().stream().map(Permission::code).collect(joining(" "));
  }

  /** Passes over those that only a later version of Chattr knows. */
  static Permissions of(String text) {
    List<String> codes = Arrays.asList(text.split(" ", -1));
    return Permissions.of(
        Arrays.stream(Permission.values())
            .filter(permission -> codes.contains(permission.code()))
            .toList());
  }
}
