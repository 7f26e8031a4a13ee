package io.chattr.application.account;

import io.chattr.application.port.AccountStore;
import io.chattr.application.port.Accounts;
import io.chattr.application.port.EmailTokens;
import io.chattr.application.port.Erasure;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.EmailToken.Purpose;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Said;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Somebody deletes their account. It is nobody's from the moment that it is marked; what was theirs
 * goes after that, in the background, and the account itself goes last: whatever ends meanwhile,
 * the mark tells what is left to do.
 */
public final class DeleteAccount {
  private static final Logger LOG = System.getLogger(DeleteAccount.class.getName());
  private static final int BATCH = 100;

  private final Accounts accounts;
  private final EmailTokens emailTokens;
  private final ChangePassword changePassword;
  private final EndLogin endLogin;
  private final Executor background;
  private final Set<UserId> underWay = ConcurrentHashMap.newKeySet();
  private volatile Erasure erasure = Erasure.none();

  DeleteAccount(
      AccountStore store, ChangePassword changePassword, EndLogin endLogin, Executor background) {
    this.accounts = store.accounts();
    this.emailTokens = store.emailTokens();
    this.changePassword = changePassword;
    this.endLogin = endLogin;
    this.background = background;
  }

  /** Who, what they typed as their password, and what becomes of what they said. */
  public record Command(UserId user, String password, Said said) {
    /** Keeps the password out of logs. */
    @Override
    public String toString() {
      return "DeleteAccount[" + user + "]";
    }
  }

  /**
   * Returns when nobody can use or find the account any more and its log-ins have ended. Refused to
   * the last admin.
   */
  public void handle(Command command) {
    Account confirmed = changePassword.confirm(command.user(), "password", command.password());
    Account marked =
        accounts
            .appoint(
                command.user(),
                (present, admins) -> {
                  if (!present.passwordHash().equals(confirmed.passwordHash())) {
                    throw ChangePassword.wrong("password");
                  }
                  return present.deleting(command.said(), admins);
                })
            .orElseThrow(() -> new Rejected(new NotFound("user")));
    endLogin.all(marked.id());
    try {
      background.execute(() -> finish(marked));
    } catch (RejectedExecutionException tooMany) {
      LOG.log(Level.DEBUG, "An account will be deleted later", tooMany);
    }
  }

  void by(Erasure hook) {
    erasure = hook;
  }

  /** Deletes what is marked and still there. */
  void finish() {
    List<Account> marked;
    long gone;
    do {
      marked = accounts.deleting(BATCH);
      gone = marked.stream().filter(this::finish).count();
    } while (marked.size() == BATCH && gone > 0);
  }

  /** Answers whether it is gone now; on this node, one thread does it. */
  private boolean finish(Account marked) {
    if (!underWay.add(marked.id())) {
      return false;
    }
    try {
      erase(marked);
      return true;
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "An account could not be deleted; trying again later", failure);
      return false;
    } finally {
      underWay.remove(marked.id());
    }
  }

  private void erase(Account marked) {
    // Again: the process may have ended before all of them were.
    endLogin.all(marked.id());
    erasure.erase(marked.id(), marked.state().deletion().orElseThrow());
    for (Purpose purpose : Purpose.values()) {
      emailTokens.remove(marked.id(), purpose);
    }
    accounts.erase(marked.id());
  }
}
