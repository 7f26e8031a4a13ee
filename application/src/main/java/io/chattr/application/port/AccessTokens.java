package io.chattr.application.port;

import io.chattr.domain.identity.SessionId;
import io.chattr.domain.identity.UserId;
import java.time.Duration;
import java.time.Instant;

/** Signed tokens that say who calls and in which log-in, for a short time. */
public interface AccessTokens {

  String issue(UserId user, SessionId session, Instant now);

  /** How long a token is good. */
  Duration lifetime();

  /**
   * What a token says.
   *
   * @throws io.chattr.domain.failure.Rejected {@code token_expired}, or {@code token_invalid} for
   *     whatever this server did not issue
   */
  Claims verify(String token, Instant now);

  /** What a token says. */
  record Claims(UserId user, SessionId session, Instant expiresAt) {}
}
