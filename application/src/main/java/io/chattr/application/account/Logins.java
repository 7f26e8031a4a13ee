package io.chattr.application.account;

import static io.chattr.domain.failure.AuthenticationProblem.INVALID_CREDENTIALS;

import io.chattr.application.port.AccessTokens;
import io.chattr.application.port.AccountStore;
import io.chattr.application.port.Accounts;
import io.chattr.application.port.IdGenerator;
import io.chattr.application.port.LoginSessions;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.Client;
import io.chattr.domain.account.LoginSession;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.SessionId;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Begins log-ins and carries them on. */
public final class Logins {
  /** How many devices of one person stay logged in; beyond it those used least lately go. */
  static final int MOST = 100;

  private static final Duration UNUSED_LIFETIME = Duration.ofDays(60);

  private final Accounts accounts;
  private final LoginSessions sessions;
  private final EndLogin endLogin;
  private final AccessTokens tokens;
  private final IdGenerator ids;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  @Inject
  public Logins(
      AccountStore store,
      EndLogin endLogin,
      AccessTokens tokens,
      IdGenerator ids,
      InstantSource clock) {
    this.accounts = store.accounts();
    this.sessions = store.sessions();
    this.endLogin = endLogin;
    this.tokens = tokens;
    this.ids = ids;
    this.clock = clock;
  }

  /** Refuses when the account may not be used, or is suspended or deleted while this runs. */
  LoggedIn begin(Account account, Client client) {
    account.requireUsable();
    Instant now = now();
    var token = RefreshToken.random(new SessionId(ids.next()), random);
    var session =
        new LoginSession(
            token.session(), account.id(), token.hash(), now, now.plus(UNUSED_LIFETIME));
    sessions.add(session.from(client));
    requireStillUsable(session);
    sessions.of(account.id()).stream()
        .skip(MOST)
        .forEach(forgotten -> endLogin.handle(forgotten.id()));
    return loggedIn(account, token, now);
  }

  /**
   * Whoever suspends or deletes an account ends the log-ins that there are by then: looking again
   * after adding this one leaves no gap.
   */
  private void requireStillUsable(LoginSession session) {
    try {
      accounts.find(List.of(session.user())).stream()
          .findFirst()
          .orElseThrow(() -> new Rejected(new Unauthenticated(INVALID_CREDENTIALS)))
          .requireUsable();
    } catch (Rejected noLonger) {
      endLogin.handle(session.id());
      throw noLonger;
    }
  }

  /** Gives the session a new refresh token; empty when it has got another one meanwhile. */
  Optional<LoggedIn> carryOn(LoginSession session, Account account) {
    Instant now = now();
    var token = RefreshToken.random(session.id(), random);
    boolean replaced =
        sessions.replace(session, session.rotated(token.hash(), now, now.plus(UNUSED_LIFETIME)));
    return replaced ? Optional.of(loggedIn(account, token, now)) : Optional.empty();
  }

  private LoggedIn loggedIn(Account account, RefreshToken token, Instant now) {
    return new LoggedIn(
        account,
        token.session(),
        tokens.issue(account.id(), token.session(), now),
        tokens.lifetime(),
        token.text());
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
