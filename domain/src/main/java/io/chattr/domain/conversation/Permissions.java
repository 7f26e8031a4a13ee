package io.chattr.domain.conversation;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;

/** A set of permissions, in the order of {@link Permission}. */
public record Permissions(List<Permission> all) {
  private static final Permissions NONE = new Permissions(List.of());
  private static final Permissions EVERY = of(Arrays.asList(Permission.values()));

  public Permissions {
    all = all.stream().distinct().sorted().toList();
  }

  public static Permissions of(Collection<Permission> permissions) {
    return new Permissions(List.copyOf(permissions));
  }

  public static Permissions of(Permission... permissions) {
    return of(Arrays.asList(permissions));
  }

  public static Permissions none() {
    return NONE;
  }

  public static Permissions every() {
    return EVERY;
  }

  public boolean has(Permission permission) {
    return all.contains(permission);
  }

  public boolean hasAll(Permissions others) {
    return all.containsAll(others.all);
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  public Permissions and(Permissions others) {
    return changed(set -> set.addAll(others.all));
  }

  public Permissions without(Permissions others) {
    return changed(set -> set.removeAll(others.all));
  }

  private Permissions changed(Consumer<EnumSet<Permission>> change) {
    var set = EnumSet.noneOf(Permission.class);
    set.addAll(all);
    change.accept(set);
    return of(set);
  }
}
