package io.chattr.application.account;

import static io.chattr.domain.failure.AuthenticationProblem.INVALID_CREDENTIALS;

import io.chattr.application.port.Accounts;
import io.chattr.application.port.Limit;
import io.chattr.application.port.PasswordHasher;
import io.chattr.application.port.RateLimiter;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.Client;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Password;
import io.chattr.domain.account.Username;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Somebody logs in with a user name or e-mail address, and a password. */
public final class LogIn {
  private final Accounts accounts;
  private final PasswordHasher hasher;
  private final Logins logins;
  private final EndLogin endLogin;
  private final RateLimiter limiter;

  @Inject
  public LogIn(
      Accounts accounts,
      PasswordHasher hasher,
      Logins logins,
      EndLogin endLogin,
      RateLimiter limiter) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.logins = logins;
    this.endLogin = endLogin;
    this.limiter = limiter;
  }

  /** What somebody typed, whatever its form. */
  public record Command(String login, String password, Client client) {

    public Command(String login, String password) {
      this(login, password, Client.unknown());
    }

    @Override
    public String toString() {
      return "LogIn[" + login + "]";
    }
  }

  /** Whoever shows the right password of a suspended account is told so; nobody else is. */
  public LoggedIn handle(Command command) {
    command.client().network().ifPresent(from -> limiter.acquire(Limit.LOG_INS, from));
    Optional<Account> account = find(command.login());
    // Asked even when there is no account, so that the answer takes as long.
    boolean matches = hasher.matches(command.password(), account.map(Account::passwordHash));
    Account found = account.filter(known -> matches).orElseThrow(LogIn::refused);
    LoggedIn login = logins.begin(found, command.client());
    requireUnchanged(login, command.password());
    if (!hasher.isCurrent(found.passwordHash())) {
      hashAnew(found, command.password());
    }
    return login;
  }

  /**
   * Whoever changes a password ends the log-ins that there are by then; one that began with the
   * former password meanwhile ends here.
   */
  private void requireUnchanged(LoggedIn login, String password) {
    String verified = login.account().passwordHash();
    boolean good =
        accounts.find(List.of(login.account().id())).stream()
            .map(Account::passwordHash)
            .anyMatch(now -> now.equals(verified) || hasher.matches(password, Optional.of(now)));
    if (!good) {
      endLogin.handle(login.session());
      throw refused();
    }
  }

  /** New hashes are made in another way than when this one was. */
  private void hashAnew(Account account, String password) {
    try {
      String former = account.passwordHash();
      String anew = hasher.hash(new Password(password));
      accounts.change(
          account.id(),
          now -> now.passwordHash().equals(former) ? now.withPasswordHash(anew) : now);
    } catch (Rejected busyOrOfAnOldForm) {
      // The log-in is good all the same, and the next one tries again.
    }
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

  private static Rejected refused() {
    return new Rejected(new Unauthenticated(INVALID_CREDENTIALS));
  }
}
