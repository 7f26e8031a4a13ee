package io.chattr.application.port;

import io.chattr.domain.account.EmailToken;
import io.chattr.domain.account.EmailToken.Purpose;
import io.chattr.domain.identity.UserId;
import java.time.Instant;

/** The tokens that were sent by e-mail and not used yet. */
public interface EmailTokens {

  /** Keeps a token in place of the one that the account has for the same purpose. */
  void put(EmailToken token);

  /**
   * Whether {@code hash} is the one of the account's token for {@code purpose}, which is then used
   * up; else one of its tries is. A token that has expired, or has no tries left, is none. Of many
   * who show the right one at the same time one is right, and tries of the same time all count.
   */
  boolean redeem(UserId user, Purpose purpose, String hash, Instant now);

  /** Takes away what the account has for {@code purpose}; harmless where that is nothing. */
  void remove(UserId user, Purpose purpose);

  /** Drops what has expired by {@code now}, at most {@code most}; answers how many. */
  int removeExpired(Instant now, int most);
}
