package io.chattr.application.account;

import io.chattr.application.port.LoginSessions;
import io.chattr.domain.identity.SessionId;
import io.chattr.domain.identity.UserId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Ends log-ins, and tells those on this node who live by it. */
@Singleton
public final class EndLogin {
  private static final Logger LOG = System.getLogger(EndLogin.class.getName());

  private final LoginSessions sessions;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  @Inject
  public EndLogin(LoginSessions sessions) {
    this.sessions = sessions;
  }

  /** Ends all log-ins of one person. */
  public void all(UserId user) {
    sessions.of(user).forEach(session -> handle(session.id()));
  }

  /** Ends all log-ins of one person but the one that they do it in. */
  public void others(UserId user, SessionId own) {
    sessions.of(user).stream()
        .filter(session -> !session.id().equals(own))
        .forEach(session -> handle(session.id()));
  }

  /** Harmless where it has ended; returns when everybody was told. */
  public void handle(SessionId session) {
    sessions.remove(session);
    for (Consumer<String> listener : listeners) {
      try {
        listener.accept(session.toString());
      } catch (RuntimeException defect) {
        LOG.log(Level.ERROR, "A listener failed on the end of a log-in; going on", defect);
      }
    }
  }

  void onEnd(Consumer<String> listener) {
    listeners.add(listener);
  }
}
