package io.chattr.domain.message;

import io.chattr.domain.failure.Requirements;

/** The caller's own name for a command that must not be done twice. */
public record IdempotencyKey(String value) {
  public static final int MAX_LENGTH = 64;

  public IdempotencyKey {
    Requirements.text("Idempotency-Key", value, MAX_LENGTH);
  }
}
