package io.chattr.domain.account;

import io.chattr.domain.identity.SessionId;
import io.chattr.domain.identity.UserId;
import java.time.Instant;

/**
 * A log-in on one device, which lives as long as its refresh token is used in time.
 *
 * @param refreshHash of the one refresh token that is good now
 */
public record LoginSession(
    SessionId id, UserId user, String refreshHash, Instant createdAt, Instant expiresAt) {

  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  public LoginSession rotated(String newHash, Instant newExpiry) {
    return new LoginSession(id, user, newHash, createdAt, newExpiry);
  }
}
