package io.chattr.domain.message;

import io.chattr.domain.failure.Requirements;

/**
 * The sender's own name for a message, unique for each sender for ever: sending it again does no
 * harm.
 */
public record ClientMessageId(String value) {
  public static final int MAX_LENGTH = 128;

  public ClientMessageId {
    Requirements.text("clientMessageId", value, MAX_LENGTH);
  }
}
