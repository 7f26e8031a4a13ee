package io.chattr.application.account;

import io.chattr.application.port.AccessTokens;
import io.chattr.application.port.IdGenerator;
import io.chattr.application.port.LoginSessions;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.LoginSession;
import io.chattr.domain.identity.SessionId;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Begins log-ins and carries them on. */
public final class Logins {
  private static final Duration UNUSED_LIFETIME = Duration.ofDays(60);

  private final LoginSessions sessions;
  private final AccessTokens tokens;
  private final IdGenerator ids;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  @Inject
  public Logins(LoginSessions sessions, AccessTokens tokens, IdGenerator ids, InstantSource clock) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.ids = ids;
    this.clock = clock;
  }

  LoggedIn begin(Account account) {
    Instant now = now();
    var token = RefreshToken.random(new SessionId(ids.next()), random);
    sessions.add(
        new LoginSession(
            token.session(), account.id(), token.hash(), now, now.plus(UNUSED_LIFETIME)));
    return loggedIn(account, token, now);
  }

  /** Gives the session a new refresh token; empty when it has got another one meanwhile. */
  Optional<LoggedIn> carryOn(LoginSession session, Account account) {
    Instant now = now();
    var token = RefreshToken.random(session.id(), random);
    boolean replaced =
        sessions.replace(session, session.rotated(token.hash(), now.plus(UNUSED_LIFETIME)));
    return replaced ? Optional.of(loggedIn(account, token, now)) : Optional.empty();
  }

  private LoggedIn loggedIn(Account account, RefreshToken token, Instant now) {
    return new LoggedIn(
        account, tokens.issue(account.id(), token.session(), now), tokens.lifetime(), token.text());
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
