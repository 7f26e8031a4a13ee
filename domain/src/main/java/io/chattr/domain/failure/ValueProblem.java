package io.chattr.domain.failure;

import java.util.Locale;

/** What is wrong with a value. */
public enum ValueProblem {
  /** Absent, null or blank. */
  REQUIRED,
  /** Present, but not one of the values that are allowed. */
  INVALID_VALUE,
  /** Longer than allowed, in characters. */
  TOO_LONG,
  /** Larger than allowed, in bytes. */
  TOO_LARGE,
  /** Not of the form that is expected, such as a number where a text should be. */
  MALFORMED;

  /** Stable name on the wire. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
