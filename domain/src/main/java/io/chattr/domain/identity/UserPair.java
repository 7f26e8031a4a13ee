package io.chattr.domain.identity;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.domain.failure.Rejected;

/** Two different people, in no order: {@code low} is the one whose id sorts first. */
public record UserPair(UserId low, UserId high) {

  public UserPair {
    int order = low.compareTo(high);
    if (order == 0) {
      throw Rejected.value("userId", INVALID_VALUE, "must be somebody else");
    }
    if (order > 0) {
      throw new IllegalArgumentException("use UserPair.of");
    }
  }

  public static UserPair of(UserId one, UserId other) {
    return one.compareTo(other) <= 0 ? new UserPair(one, other) : new UserPair(other, one);
  }

  /** The one of the two who is not {@code user}. */
  public UserId other(UserId user) {
    return user.equals(low) ? high : low;
  }
}
