package io.chattr.domain.account;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.domain.failure.Rejected;
import io.chattr.domain.failure.Requirements;

/**
 * What somebody wants to be called: 1 to {@value #MAX_LENGTH} code points on one line, without
 * outer white space.
 */
public record DisplayName(String value) {
  public static final int MAX_LENGTH = 64;

  public DisplayName {
    value = Requirements.text("displayName", value.strip(), MAX_LENGTH);
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw Rejected.value("displayName", INVALID_VALUE, "must not hold control characters");
    }
  }
}
