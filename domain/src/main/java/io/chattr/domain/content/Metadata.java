package io.chattr.domain.content;

import io.chattr.domain.failure.Requirements;

/** A JSON object that clients attach and Chattr only relays: at most {@value #MAX_BYTES} bytes. */
public record Metadata(String json) {
  public static final int MAX_BYTES = 4 * 1024;

  public Metadata {
    Requirements.bytes("metadata", json, MAX_BYTES);
  }
}
