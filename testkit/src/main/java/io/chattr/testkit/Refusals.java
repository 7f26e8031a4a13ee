package io.chattr.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.chattr.domain.failure.Failure;
import io.chattr.domain.failure.Rejected;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Failures as values. */
public final class Refusals {
  private Refusals() {}

  /** Why {@code command} is refused; it must be. */
  public static Failure refusal(Callable<?> command) {
    Throwable thrown = catchThrowable(command::call);
    assertThat(thrown).as("what was thrown").isInstanceOf(Rejected.class);
    return ((Rejected) thrown).failure();
  }

  /** The same for what has no answer. */
  public static Failure refusal(Runnable command) {
    return refusal(
        () -> {
          command.run();
          return Optional.empty();
        });
  }
}
