package io.chattr.application.account;

import static io.chattr.domain.failure.AuthenticationProblem.INVALID_CREDENTIALS;

import io.chattr.application.port.Accounts;
import io.chattr.application.port.PasswordHasher;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Username;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import jakarta.inject.Inject;
import java.util.Optional;

/** Somebody logs in with a user name or e-mail address, and a password. */
public final class LogIn {
  private final Accounts accounts;
  private final PasswordHasher hasher;
  private final Logins logins;

  @Inject
  public LogIn(Accounts accounts, PasswordHasher hasher, Logins logins) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.logins = logins;
  }

  /** What somebody typed, whatever its form. */
  public record Command(String login, String password) {
    @Override
    public String toString() {
      return "LogIn[" + login + "]";
    }
  }

  public LoggedIn handle(Command command) {
    Optional<Account> account = find(command.login());
    // Asked even when there is no account, so that the answer takes as long.
    boolean matches = hasher.matches(command.password(), account.map(Account::passwordHash));
    return account
        .filter(found -> matches)
        .map(logins::begin)
        .orElseThrow(() -> new Rejected(new Unauthenticated(INVALID_CREDENTIALS)));
  }

  private Optional<Account> find(String login) {
    try {
      return login.indexOf('@') < 0
          ? accounts.find(new Username(login))
          : accounts.find(new EmailAddress(login));
    } catch (Rejected noSuchForm) {
      return Optional.empty();
    }
  }
}
