package io.chattr.application.port;

import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells who calls from the bearer token that they show: Chattr's accounts, or the host's own
 * log-in.
 */
public interface Authenticator {

  /**
   * Who shows this token.
   *
   * @throws io.chattr.domain.failure.Rejected {@code Unauthenticated} when it is none or no longer
   *     good
   */
  Caller authenticate(String token);

  /**
   * Somebody who has shown who they are.
   *
   * @param session names their log-in: what is done in it ends with it
   * @param expiresAt when the token will be refused
   */
  record Caller(UserId user, String session, Optional<Instant> expiresAt) {}
}
