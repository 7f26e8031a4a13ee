package io.chattr.domain.identity;

import java.util.UUID;

/** A message: a UUIDv7 (RFC 9562 §5.7). */
public record MessageId(UUID value) {

  /** Reads the canonical text form. */
  public static MessageId of(String text) {
    return new MessageId(UuidText.parse("messageId", text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
