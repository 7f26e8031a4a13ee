package io.chattr.adapter.rest;

import io.chattr.domain.account.LoginSession;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A log-in of one's own. {@code current} is the one in which it was asked for. */
record SessionView(
    String id,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt,
    @Nullable String address,
    @Nullable String userAgent,
    boolean current) {

  static SessionView of(LoginSession session, String current) {
    return new SessionView(
        session.id().toString(),
        session.createdAt(),
        session.lastUsedAt(),
        session.expiresAt(),
        session.address().orElse(null),
        session.userAgent().orElse(null),
        session.id().toString().equals(current));
  }
}
