package io.chattr.domain.failure;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;
import static io.chattr.domain.failure.ValueProblem.REQUIRED;
import static io.chattr.domain.failure.ValueProblem.TOO_LARGE;
import static io.chattr.domain.failure.ValueProblem.TOO_LONG;

import java.nio.charset.StandardCharsets;

/** The checks that values share; each refuses with the field's name. */
public final class Requirements {
  private Requirements() {}

  /** Text that every store and client can hold: no U+0000, no half of a surrogate pair. */
  public static String unicode(String field, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean paired =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (paired) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        throw Rejected.value(field, INVALID_VALUE, "must not hold U+0000 or a lone surrogate");
      }
    }
    return text;
  }

  /** Unicode text of 1 to {@code max} code points that is not blank. */
  public static String text(String field, String text, int max) {
    if (text.isBlank()) {
      throw Rejected.value(field, REQUIRED, "must not be blank");
    }
    if (text.codePointCount(0, text.length()) > max) {
      throw Rejected.value(field, TOO_LONG, "must be at most " + max + " characters");
    }
    return unicode(field, text);
  }

  /** Unicode text of 1 to {@code max} bytes in UTF-8. */
  public static String bytes(String field, String text, int max) {
    if (text.isEmpty()) {
      throw Rejected.value(field, REQUIRED, "must not be empty");
    }
    if (text.length() > max || text.getBytes(StandardCharsets.UTF_8).length > max) {
      throw Rejected.value(field, TOO_LARGE, "must be at most " + max + " bytes");
    }
    return unicode(field, text);
  }
}
