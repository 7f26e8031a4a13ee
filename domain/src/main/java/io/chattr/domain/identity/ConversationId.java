package io.chattr.domain.identity;

import java.util.UUID;

/** A conversation: a UUIDv7 (RFC 9562 §5.7). */
public record ConversationId(UUID value) {

  /** Reads the canonical text form. */
  public static ConversationId of(String text) {
    return new ConversationId(UuidText.parse("conversationId", text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
