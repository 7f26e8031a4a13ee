package io.chattr.domain.account;

import io.chattr.domain.identity.UserId;
import java.time.Instant;

/**
 * What was sent to somebody by e-mail, as it is kept: whoever knows the token has read the mail.
 * Each account has at most one for each purpose.
 *
 * @param hash of the token, keyed, as a short token could be found from a plain one
 * @param triesLeft how many wrong tokens may still be shown
 */
public record EmailToken(
    UserId user, Purpose purpose, String hash, Instant expiresAt, int triesLeft) {

  /** What it is good for. */
  public enum Purpose {
    LOG_IN,
    RESET_PASSWORD
  }

  public boolean isUsable(Instant now) {
    return triesLeft > 0 && now.isBefore(expiresAt);
  }

  /** After a wrong one was shown. */
  public EmailToken tried() {
    return new EmailToken(user, purpose, hash, expiresAt, triesLeft - 1);
  }

  /** Keeps the hash out of logs. */
  @Override
  public String toString() {
    return "EmailToken[" + user + ", " + purpose + "]";
  }
}
