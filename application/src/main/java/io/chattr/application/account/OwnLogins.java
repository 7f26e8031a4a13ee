package io.chattr.application.account;

import io.chattr.application.port.LoginSessions;
import io.chattr.domain.account.LoginSession;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.SessionId;
import io.chattr.domain.identity.UserId;
import java.time.InstantSource;
import java.util.List;

/** Somebody looks at their own log-ins, and ends them. */
public final class OwnLogins {
  private final LoginSessions sessions;
  private final EndLogin endLogin;
  private final InstantSource clock;

  OwnLogins(LoginSessions sessions, EndLogin endLogin, InstantSource clock) {
    this.sessions = sessions;
    this.endLogin = endLogin;
    this.clock = clock;
  }

  /** The one that was used last first. */
  public List<LoginSession> list(UserId user) {
    return sessions.of(user).stream()
        .filter(session -> !session.isExpired(clock.instant()))
        .toList();
  }

  /** To {@code user}, a log-in of somebody else does not exist. */
  public void end(UserId user, SessionId session) {
    if (sessions.find(session).filter(found -> found.user().equals(user)).isEmpty()) {
      throw new Rejected(new NotFound("session"));
    }
    endLogin.handle(session);
  }
}
