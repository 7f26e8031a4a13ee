package io.chattr.application.presence;

import java.time.Duration;
import java.time.Instant;

/** The time, and what is to be done later. */
public interface Timing {

  Instant now();

  /** Monotonic, for measuring. */
  long nanos();

  /**
   * Runs {@code action} once, after {@code delay} or soon after, on another thread than the
   * caller's; all actions one at a time, and in order where they are due at the same time. It may
   * block.
   */
  void after(Duration delay, Runnable action);
}
