package io.chattr.application.port;

import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

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
   * Tells {@code listener}, as long as this authenticator lives, the {@link Caller#session} of
   * every log-in that this node ends, once its tokens are refused. The listener must not block. A
   * host that leaves this out has log-ins whose end shows with the next token.
   */
  default void onEnd(Consumer<String> listener) {
    // Nobody is told.
  }

  /**
   * Somebody who has shown who they are.
   *
   * @param session names their log-in: what is done in it ends with it
   * @param expiresAt when the token will be refused
   */
  record Caller(UserId user, String session, Optional<Instant> expiresAt) {}
}
