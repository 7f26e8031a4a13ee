package io.chattr.adapter.websocket.chat;

import io.chattr.application.presence.ThreadTiming;
import io.chattr.application.presence.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes fifty times as fast: for tests that wait until something has happened. */
final class QuickTiming implements Timing, AutoCloseable {
  private static final int SPEED = 50;

  private final ThreadTiming thread = new ThreadTiming(InstantSource.system());

  @Override
  public Instant now() {
    return thread.now();
  }

  @Override
  public long nanos() {
    return thread.nanos() * SPEED;
  }

  @Override
  public void after(Duration delay, Runnable action) {
    thread.after(delay.dividedBy(SPEED), action);
  }

  @Override
  public void close() {
    thread.close();
  }
}
