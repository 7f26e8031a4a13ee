package io.chattr.adapter.memory;

import io.chattr.application.port.LoginSessions;
import io.chattr.domain.account.LoginSession;
import io.chattr.domain.identity.SessionId;
import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

final class MemoryLoginSessions implements LoginSessions {
  private final Map<SessionId, LoginSession> sessions = new ConcurrentHashMap<>();
  private final MemoryVocabularies vocabularies;

  MemoryLoginSessions(MemoryVocabularies vocabularies) {
    this.vocabularies = vocabularies;
  }

  @Override
  public void add(LoginSession session) {
    sessions.put(session.id(), session);
  }

  @Override
  public Optional<LoginSession> find(SessionId id) {
    return Optional.ofNullable(sessions.get(id));
  }

  @Override
  public boolean replace(LoginSession present, LoginSession next) {
    return sessions.replace(present.id(), present, next);
  }

  @Override
  public List<LoginSession> of(UserId user) {
    return sessions.values().stream()
        .filter(session -> session.user().equals(user))
        .sorted(Comparator.comparing(LoginSession::lastUsedAt).reversed())
        .toList();
  }

  @Override
  public List<SessionId> expired(Instant now, int most) {
    return sessions.values().stream()
        .filter(session -> session.isExpired(now))
        .map(LoginSession::id)
        .limit(most)
        .toList();
  }

  @Override
  public void remove(SessionId id) {
    vocabularies.forget(id.toString());
    sessions.remove(id);
  }
}
