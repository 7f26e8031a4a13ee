package io.chattr.domain.account;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;
import static io.chattr.domain.failure.ValueProblem.REQUIRED;
import static io.chattr.domain.failure.ValueProblem.TOO_LARGE;

import io.chattr.domain.failure.Rejected;
import io.chattr.domain.failure.Requirements;
import java.nio.charset.StandardCharsets;

/**
 * A password that somebody chose: {@value #MIN_BYTES} to {@value #MAX_BYTES} bytes in UTF-8, which
 * is all that bcrypt looks at.
 */
public record Password(String value) {
  public static final int MIN_BYTES = 8;
  public static final int MAX_BYTES = 72;

  public Password {
    if (value.isEmpty()) {
      throw Rejected.value("password", REQUIRED, "must not be empty");
    }
    Requirements.unicode("password", value);
    int bytes = value.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < MIN_BYTES) {
      throw Rejected.value("password", INVALID_VALUE, "must be at least " + MIN_BYTES + " bytes");
    }
    if (bytes > MAX_BYTES) {
      throw Rejected.value("password", TOO_LARGE, "must be at most " + MAX_BYTES + " bytes");
    }
  }

  /** Keeps it out of logs. */
  @Override
  public String toString() {
    return "Password[…]";
  }
}
