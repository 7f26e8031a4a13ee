package io.chattr.application.account;

import io.chattr.application.port.Accounts;
import io.chattr.application.port.ProfileChanges;
import io.chattr.domain.account.Account;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Sees to it that those who have somebody's profile hear of its changes: right after them, or,
 * where that failed or the process ended meanwhile, later.
 */
final class AnnounceProfiles {
  private static final Logger LOG = System.getLogger(AnnounceProfiles.class.getName());
  private static final int BATCH = 100;

  private final Accounts accounts;
  private volatile ProfileChanges changes = ProfileChanges.untold();

  AnnounceProfiles(Accounts accounts) {
    this.accounts = accounts;
  }

  void by(ProfileChanges hook) {
    changes = hook;
  }

  /** Of an account whose change is stored; that nobody was told yet is not its fault. */
  boolean announce(Account account) {
    try {
      changes.changed(account.id());
      accounts.announced(account.profile());
      return true;
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "A new profile could not be announced; trying again later", failure);
      return false;
    }
  }

  void announcePending() {
    List<Account> pending;
    do {
      pending = accounts.unannounced(BATCH);
    } while (pending.stream().allMatch(this::announce) && pending.size() == BATCH);
  }
}
