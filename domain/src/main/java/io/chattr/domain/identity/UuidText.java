package io.chattr.domain.identity;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.domain.failure.Rejected;
import java.util.UUID;

/** The canonical text form of a UUID (RFC 9562 §4): 8-4-4-4-12 hexadecimal digits. */
final class UuidText {
  private UuidText() {}

  static UUID parse(String field, String text) {
    try {
      UUID id = UUID.fromString(text);
      // It also takes short groups and signs, such as "1-1-1-1-1" or "+190b5a1-…".
      if (id.toString().equalsIgnoreCase(text)) {
        return id;
      }
    } catch (IllegalArgumentException malformed) {
      // Answered below, like any other text that is no id.
    }
    throw Rejected.value(field, INVALID_VALUE, "is not an id");
  }
}
