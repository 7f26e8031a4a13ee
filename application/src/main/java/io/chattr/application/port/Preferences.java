package io.chattr.application.port;

import io.chattr.domain.decision.Choice;
import io.chattr.domain.identity.UserId;
import java.util.Collection;
import java.util.Set;

/** What people chose for themselves. */
public interface Preferences {

  /** Never absent: {@link Choice#none} of those who chose nothing. */
  Choice find(UserId user);

  /** Those of {@code users} who want no read receipts. */
  Set<UserId> withoutReceipts(Collection<UserId> users);

  /**
   * Drops what one who is no more chose for themselves: their settings, their stars and what they
   * deleted for themselves. Who wanted no read receipts still gives none, or what they read would
   * show after all.
   */
  void forget(UserId user);
}
