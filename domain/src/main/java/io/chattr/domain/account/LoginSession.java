package io.chattr.domain.account;

import io.chattr.domain.identity.SessionId;
import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A log-in on one device, which lives as long as its refresh token is used in time.
 *
 * @param refreshHash of the one refresh token that is good now
 * @param lastUsedAt when it began or was carried on last
 * @param address from where it began
 * @param userAgent what the device said that it is
 */
public record LoginSession(
    SessionId id,
    UserId user,
    String refreshHash,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt,
    Optional<String> address,
    Optional<String> userAgent) {

  /** One of which is not known where it began, and which is new. */
  public LoginSession(
      SessionId id, UserId user, String refreshHash, Instant createdAt, Instant expiresAt) {
    this(
        id, user, refreshHash, createdAt, createdAt, expiresAt, Optional.empty(), Optional.empty());
  }

  /** The same, begun by {@code client}. */
  public LoginSession from(Client client) {
    return new LoginSession(
        id, user, refreshHash, createdAt, lastUsedAt, expiresAt, client.host(), client.userAgent());
  }

  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  public LoginSession rotated(String newHash, Instant now, Instant newExpiry) {
    return new LoginSession(id, user, newHash, createdAt, now, newExpiry, address, userAgent);
  }

  /** Keeps the hash out of logs. */
  @Override
  public String toString() {
    return "LoginSession[" + id + ", " + user + "]";
  }
}
