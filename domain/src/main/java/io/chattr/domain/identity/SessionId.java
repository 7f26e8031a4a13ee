package io.chattr.domain.identity;

import java.util.UUID;

/** A log-in on one device: a UUIDv7 (RFC 9562 §5.7). */
public record SessionId(UUID value) {

  /** Reads the canonical text form. */
  public static SessionId of(String text) {
    return new SessionId(UuidText.parse("sessionId", text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
