package io.chattr.domain.identity;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.domain.failure.Rejected;
import java.util.UUID;

/** The canonical text form of a UUID (RFC 9562 §4): 8-4-4-4-12 hexadecimal digits. */
final class UuidText {
  private UuidText() {}

  static UUID parse(String field, String text) {
    // UUID.fromString also takes short groups such as "1-1-1-1-1".
    if (text.length() == 36) {
      try {
        return UUID.fromString(text);
      } catch (IllegalArgumentException malformed) {
        // Answered below, like any other text that is no id.
      }
    }
    throw Rejected.value(field, INVALID_VALUE, "is not an id");
  }
}
