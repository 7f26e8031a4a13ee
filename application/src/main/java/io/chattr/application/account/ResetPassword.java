package io.chattr.application.account;

import static io.chattr.domain.failure.AuthenticationProblem.TOKEN_INVALID;

import io.chattr.application.port.Limit;
import io.chattr.application.port.PasswordHasher;
import io.chattr.application.port.RateLimiter;
import io.chattr.domain.account.Client;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.EmailToken.Purpose;
import io.chattr.domain.account.Letter;
import io.chattr.domain.account.Password;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Somebody who has lost their password chooses a new one with a token that they got by e-mail. */
public final class ResetPassword {
  private static final int MAX_LENGTH = 500;

  private final OneTimeTokens tokens;
  private final Letters letters;
  private final PasswordHasher hasher;
  private final ChangePassword changePassword;
  private final RateLimiter limiter;

  ResetPassword(
      OneTimeTokens tokens,
      Letters letters,
      PasswordHasher hasher,
      ChangePassword changePassword,
      RateLimiter limiter) {
    this.tokens = tokens;
    this.letters = letters;
    this.hasher = hasher;
    this.changePassword = changePassword;
    this.limiter = limiter;
  }

  /** Returns at once and in the same way, whether there is such an account or not. */
  public void request(EmailAddress email, Client client) {
    letters.ask(
        email,
        client,
        account ->
            new Letter.PasswordReset(
                account, tokens.reset(account.id()), OneTimeTokens.RESET_LIFETIME));
  }

  /** Ends all log-ins of the account. */
  public void confirm(String token, Password password, Client client) {
    client.network().ifPresent(from -> limiter.acquire(Limit.LOG_INS, from));
    UserId user = owner(token);
    // Before the token is used up: there may be too much to hash at the moment.
    String hash = hasher.hash(password);
    if (!tokens.redeem(user, Purpose.RESET_PASSWORD, token)) {
      throw invalid();
    }
    changePassword.replace(user, hash);
  }

  private static UserId owner(String token) {
    int dot = token.indexOf('.');
    if (dot < 0 || token.length() > MAX_LENGTH) {
      throw invalid();
    }
    try {
      byte[] id = Base64.getUrlDecoder().decode(token.substring(0, dot));
      return new UserId(new String(id, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | Rejected noId) {
      throw invalid();
    }
  }

  private static Rejected invalid() {
    return new Rejected(new Unauthenticated(TOKEN_INVALID));
  }
}
