package io.chattr.domain.identity;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.domain.failure.Rejected;
import io.chattr.domain.failure.Requirements;

/**
 * A person, to everyone: an opaque text of 1 to {@value #MAX_LENGTH} characters, often the host's
 * own key.
 */
public record UserId(String value) implements Comparable<UserId> {
  public static final int MAX_LENGTH = 64;

  public UserId {
    Requirements.text("userId", value, MAX_LENGTH);
    if (value.chars().anyMatch(c -> Character.isISOControl(c) || c == ' ')) {
      throw Rejected.value("userId", INVALID_VALUE, "must not hold spaces or control characters");
    }
  }

  @Override
  public int compareTo(UserId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
