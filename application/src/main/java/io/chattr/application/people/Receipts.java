package io.chattr.application.people;

import io.chattr.application.port.Preferences;
import io.chattr.domain.identity.UserId;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Who sees what others have read: whoever lets others see the same. */
public final class Receipts {
  private final Preferences preferences;

  @Inject
  public Receipts(Preferences preferences) {
    this.preferences = preferences;
  }

  /** Those of {@code users} of whom {@code reader} does not learn what they have read. */
  public Set<UserId> veiled(UserId reader, Collection<UserId> users) {
    var asked = new HashSet<>(users);
    asked.add(reader);
    return veiled(reader, users, preferences.withoutReceipts(asked));
  }

  /** The same where those are known who want no receipts. */
  public static Set<UserId> veiled(UserId reader, Collection<UserId> users, Set<UserId> without) {
    var veiled = new HashSet<>(users);
    if (!without.contains(reader)) {
      veiled.retainAll(without);
    }
    veiled.remove(reader);
    return veiled;
  }
}
