package io.chattr.application.port;

import io.chattr.domain.account.LoginSession;
import io.chattr.domain.identity.SessionId;
import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The log-ins that are alive. */
public interface LoginSessions {
  void add(LoginSession session);

  Optional<LoginSession> find(SessionId id);

  /** All of one person, the one that was used last first. */
  List<LoginSession> of(UserId user);

  /** Replaces {@code present} unless it has changed or ended meanwhile; answers whether it did. */
  boolean replace(LoginSession present, LoginSession next);

  /** Ends a log-in, and what vocabulary it spoke goes too; harmless where it has ended. */
  void remove(SessionId id);

  /** Those that have expired by {@code now} and are still there, at most {@code most}. */
  List<SessionId> expired(Instant now, int most);
}
