package io.chattr.application.port;

import io.chattr.domain.account.LoginSession;
import io.chattr.domain.identity.SessionId;
import java.util.Optional;

/** The log-ins that are alive. */
public interface LoginSessions {
  void add(LoginSession session);

  Optional<LoginSession> find(SessionId id);

  /** Replaces {@code present} unless it has changed or ended meanwhile; answers whether it did. */
  boolean replace(LoginSession present, LoginSession next);

  /** Ends a log-in; harmless where it has ended. */
  void remove(SessionId id);
}
