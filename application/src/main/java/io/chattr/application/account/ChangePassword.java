package io.chattr.application.account;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.application.port.Accounts;
import io.chattr.application.port.Limit;
import io.chattr.application.port.PasswordHasher;
import io.chattr.application.port.RateLimiter;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.EmailToken.Purpose;
import io.chattr.domain.account.Password;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.SessionId;
import io.chattr.domain.identity.UserId;
import java.util.List;
import java.util.Optional;

/** Somebody who is logged in shows their password, or chooses another one. */
public final class ChangePassword {
  private final Accounts accounts;
  private final PasswordHasher hasher;
  private final OneTimeTokens tokens;
  private final EndLogin endLogin;
  private final RateLimiter limiter;

  ChangePassword(
      Accounts accounts,
      PasswordHasher hasher,
      OneTimeTokens tokens,
      EndLogin endLogin,
      RateLimiter limiter) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.tokens = tokens;
    this.endLogin = endLogin;
    this.limiter = limiter;
  }

  /** Who, in which log-in; what they typed as their present password; and the next one. */
  public record Command(UserId user, SessionId session, String current, Password password) {
    /** Keeps the passwords out of logs. */
    @Override
    public String toString() {
      return "ChangePassword[" + user + "]";
    }
  }

  /** Ends all other log-ins of the account. */
  public void handle(Command command) {
    String former = confirm(command.user(), "currentPassword", command.current()).passwordHash();
    String hash = hasher.hash(command.password());
    accounts.change(
        command.user(),
        now -> {
          if (!now.passwordHash().equals(former)) {
            throw wrong("currentPassword");
          }
          return now.withPasswordHash(hash);
        });
    tokens.remove(command.user(), Purpose.RESET_PASSWORD);
    endLogin.others(command.user(), command.session());
  }

  /** The account of {@code user}, refused unless {@code password} is theirs. */
  public Account confirm(UserId user, String field, String password) {
    limiter.acquire(Limit.PASSWORD_CHECKS, user);
    Account account =
        accounts.find(List.of(user)).stream()
            .findFirst()
            .orElseThrow(() -> new Rejected(new NotFound("user")));
    if (!hasher.matches(password, Optional.of(account.passwordHash()))) {
      throw wrong(field);
    }
    return account;
  }

  /** For who has proven otherwise that the account is theirs: ends all of its log-ins. */
  void replace(UserId user, String hash) {
    accounts.change(user, now -> now.withPasswordHash(hash));
    endLogin.all(user);
  }

  static Rejected wrong(String field) {
    return Rejected.value(field, INVALID_VALUE, "is not the present password");
  }
}
