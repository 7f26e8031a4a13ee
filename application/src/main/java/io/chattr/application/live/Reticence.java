package io.chattr.application.live;

import io.chattr.application.port.Preferences;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent.UserSettingsChanged;
import io.chattr.domain.identity.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Who wants no read receipts, as far as was asked, and kept right while the log is read in order.
 * For one thread.
 */
final class Reticence {
  private static final int PEOPLE_IN_HAND = 100_000;

  private final Preferences preferences;
  // The least recently used first.
  private final Map<UserId, Boolean> reticent = new LinkedHashMap<>(16, 0.75f, true);

  Reticence(Preferences preferences) {
    this.preferences = preferences;
  }

  void hear(DomainEvent event) {
    if (event instanceof UserSettingsChanged changed) {
      reticent.put(changed.user(), !changed.settings().readReceipts());
      trim();
    }
  }

  /** Asks the store anew, because something was not heard. */
  void forget() {
    reticent.clear();
  }

  /** Those of {@code users} who want none. */
  Set<UserId> among(Collection<UserId> users) {
    var found = new HashSet<UserId>();
    var unknown = new HashSet<UserId>();
    for (UserId user : users) {
      Boolean known = reticent.get(user);
      if (known == null) {
        unknown.add(user);
      } else if (known) {
        found.add(user);
      }
    }
    if (!unknown.isEmpty()) {
      // What the store says may be ahead of the log: then the change is still to be heard.
      Set<UserId> without = preferences.withoutReceipts(unknown);
      unknown.forEach(user -> reticent.put(user, without.contains(user)));
      found.addAll(without);
      trim();
    }
    return found;
  }

  private void trim() {
    Iterator<UserId> oldest = reticent.keySet().iterator();
    while (reticent.size() > PEOPLE_IN_HAND) {
      oldest.next();
      oldest.remove();
    }
  }
}
