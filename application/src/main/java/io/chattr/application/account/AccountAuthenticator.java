package io.chattr.application.account;

import static io.chattr.domain.failure.AuthenticationProblem.SESSION_REVOKED;

import io.chattr.application.port.AccessTokens;
import io.chattr.application.port.Authenticator;
import io.chattr.application.port.LoginSessions;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Knows callers by the access tokens of log-ins that have not ended. */
public final class AccountAuthenticator implements Authenticator {
  private final AccessTokens tokens;
  private final LoginSessions sessions;
  private final EndLogin endLogin;
  private final InstantSource clock;

  @Inject
  public AccountAuthenticator(
      AccessTokens tokens, LoginSessions sessions, EndLogin endLogin, InstantSource clock) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.endLogin = endLogin;
    this.clock = clock;
  }

  @Override
  public Caller authenticate(String token) {
    Instant now = clock.instant();
    AccessTokens.Claims claims = tokens.verify(token, now);
    if (sessions.find(claims.session()).filter(session -> !session.isExpired(now)).isEmpty()) {
      throw new Rejected(new Unauthenticated(SESSION_REVOKED));
    }
    return new Caller(claims.user(), claims.session().toString(), Optional.of(claims.expiresAt()));
  }

  @Override
  public void onEnd(Consumer<String> listener) {
    endLogin.onEnd(listener);
  }
}
