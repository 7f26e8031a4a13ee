package io.chattr.domain.content;

import io.chattr.domain.failure.Requirements;

/**
 * What the host's own clients understand: a type of theirs, and a JSON value of at most {@value
 * #MAX_BYTES} bytes.
 */
public record Custom(String type, String json) implements Content {
  public static final int MAX_TYPE_LENGTH = 100;
  public static final int MAX_BYTES = 16 * 1024;

  public Custom {
    Requirements.text("custom.type", type, MAX_TYPE_LENGTH);
    Requirements.bytes("custom.body", json, MAX_BYTES);
  }
}
