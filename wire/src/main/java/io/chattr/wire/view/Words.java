package io.chattr.wire.view;

import io.chattr.domain.conversation.Permission;
import io.chattr.domain.conversation.Permissions;
import java.util.List;
import java.util.Locale;

/** How names of the model are called on the wire. */
final class Words {
  private Words() {}

  static String of(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  static List<String> of(Permissions permissions) {
    return permissions.all().stream().map(Permission::code).toList();
  }
}
