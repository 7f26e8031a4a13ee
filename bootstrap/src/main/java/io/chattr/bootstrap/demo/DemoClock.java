package io.chattr.bootstrap.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The system's clock, set back while a history is made, so that it has its days. */
public final class DemoClock implements InstantSource {
  private final InstantSource system = InstantSource.system();
  private volatile Duration behind = Duration.ZERO;

  @Override
  public Instant instant() {
    return system.instant().minus(behind);
  }

  void setBack(Duration by) {
    behind = by;
  }
}
