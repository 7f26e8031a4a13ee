package io.chattr.domain.failure;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chattr.domain.failure.Failure.InvalidValue;
import java.util.concurrent.Callable;

/** Failures as values. */
public final class Refusal {
  private Refusal() {}

  public static Failure of(Callable<?> command) {
    Rejected refused = catchThrowableOfType(Rejected.class, command::call);
    if (refused == null) {
      throw new AssertionError("nothing was refused");
    }
    return refused.failure();
  }

  /** The field that was refused and why, such as {@code "content required"}. */
  public static String field(Callable<?> command) {
    var invalid = (InvalidValue) of(command);
    return invalid.field() + " " + invalid.code();
  }
}
