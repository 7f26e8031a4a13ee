package io.chattr.adapter.memory;

import io.chattr.application.port.EmailTokens;
import io.chattr.domain.account.EmailToken;
import io.chattr.domain.account.EmailToken.Purpose;
import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

final class MemoryEmailTokens implements EmailTokens {
  private final Map<Key, EmailToken> tokens = new ConcurrentHashMap<>();

  private record Key(UserId user, Purpose purpose) {}

  @Override
  public void put(EmailToken token) {
    tokens.put(new Key(token.user(), token.purpose()), token);
  }

  @Override
  public boolean redeem(UserId user, Purpose purpose, String hash, Instant now) {
    var right = new AtomicBoolean();
    tokens.computeIfPresent(
        new Key(user, purpose),
        (key, token) -> {
          if (!token.isUsable(now)) {
            return token;
          }
          right.set(token.hash().equals(hash));
          return right.get() ? null : token.tried();
        });
    return right.get();
  }

  @Override
  public void remove(UserId user, Purpose purpose) {
    tokens.remove(new Key(user, purpose));
  }

  @Override
  public int removeExpired(Instant now, int most) {
    List<Map.Entry<Key, EmailToken>> expired =
        tokens.entrySet().stream()
            .filter(entry -> !now.isBefore(entry.getValue().expiresAt()))
            .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
            .limit(most)
            .toList();
    return (int)
        expired.stream().filter(entry -> tokens.remove(entry.getKey(), entry.getValue())).count();
  }
}
