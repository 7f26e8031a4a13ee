package io.chattr.domain.content;

import io.chattr.domain.failure.Requirements;

/**
 * What only the members' devices can read: a JSON text or object, at most {@value #MAX_BYTES} bytes
 * as text.
 */
public record Encrypted(String json) implements Content {
  public static final int MAX_BYTES = 64 * 1024;

  public Encrypted {
    Requirements.bytes("encrypted", json, MAX_BYTES);
  }
}
