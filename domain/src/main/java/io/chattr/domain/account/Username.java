package io.chattr.domain.account;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;
import static io.chattr.domain.failure.ValueProblem.REQUIRED;
import static io.chattr.domain.failure.ValueProblem.TOO_LONG;

import io.chattr.domain.failure.Rejected;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name to log in with and to be found by: 3 to 32 of letters, digits, {@code _ . -}, unique
 * without regard to case.
 */
public record Username(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{3,32}");

  public Username {
    if (value.isBlank()) {
      throw Rejected.value("username", REQUIRED, "must not be blank");
    }
    if (value.length() > 32) {
      throw Rejected.value("username", TOO_LONG, "must be at most 32 characters");
    }
    if (!FORM.matcher(value).matches()) {
      throw Rejected.value("username", INVALID_VALUE, "must be 3 to 32 letters, digits, _ . or -");
    }
  }

  /** Whether a text has the form of a user name. */
  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  /** What must be unique. */
  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }
}
