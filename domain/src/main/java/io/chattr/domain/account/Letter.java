package io.chattr.domain.account;

import java.time.Duration;

/** What somebody is told by e-mail; in which words is up to whoever writes it. */
public sealed interface Letter {
  Account to();

  /** The six digits that log its reader in. */
  record LogInCode(Account to, String code, Duration lifetime) implements Letter {
    /** Keeps the code out of logs. */
    @Override
    public String toString() {
      return "LogInCode[" + to.id() + "]";
    }
  }

  /** The token that lets its reader choose a new password. */
  record PasswordReset(Account to, String token, Duration lifetime) implements Letter {
    /** Keeps the token out of logs. */
    @Override
    public String toString() {
      return "PasswordReset[" + to.id() + "]";
    }
  }
}
