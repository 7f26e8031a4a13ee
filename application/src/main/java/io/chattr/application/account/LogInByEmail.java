package io.chattr.application.account;

import static io.chattr.domain.failure.AuthenticationProblem.INVALID_CREDENTIALS;

import io.chattr.application.port.Accounts;
import io.chattr.application.port.Limit;
import io.chattr.application.port.RateLimiter;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.Client;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.EmailToken.Purpose;
import io.chattr.domain.account.Letter;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import java.util.Optional;

/** Somebody logs in with six digits that they got by e-mail. */
public final class LogInByEmail {
  /** Has no account, as ids of accounts are UUIDs. */
  private static final UserId NOBODY = new UserId("nobody");

  private final Accounts accounts;
  private final OneTimeTokens tokens;
  private final Letters letters;
  private final Logins logins;
  private final RateLimiter limiter;

  LogInByEmail(
      Accounts accounts,
      OneTimeTokens tokens,
      Letters letters,
      Logins logins,
      RateLimiter limiter) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.letters = letters;
    this.logins = logins;
    this.limiter = limiter;
  }

  /** Returns at once and in the same way, whether there is such an account or not. */
  public void request(EmailAddress email, Client client) {
    letters.ask(
        email,
        client,
        account ->
            new Letter.LogInCode(account, tokens.code(account.id()), OneTimeTokens.CODE_LIFETIME));
  }

  public LoggedIn verify(EmailAddress email, String token, Client client) {
    client.network().ifPresent(from -> limiter.acquire(Limit.LOG_INS, from));
    Optional<Account> account = accounts.find(email);
    // Looked for even when there is no account, so that the answer takes as long.
    boolean right =
        tokens.redeem(account.map(Account::id).orElse(NOBODY), Purpose.LOG_IN, token.strip());
    Account known =
        account
            .filter(found -> right)
            .orElseThrow(() -> new Rejected(new Unauthenticated(INVALID_CREDENTIALS)));
    return logins.begin(known, client);
  }
}
