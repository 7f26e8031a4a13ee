package io.chattr.application.presence;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A {@link Timing} of one daemon thread. */
public final class ThreadTiming implements Timing, AutoCloseable {
  private static final Logger LOG = System.getLogger(ThreadTiming.class.getName());

  private final InstantSource clock;
  private final ScheduledThreadPoolExecutor thread;

  public ThreadTiming(InstantSource clock) {
    this.clock = clock;
    thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("chattr-presence").factory());
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void after(Duration delay, Runnable action) {
    try {
      var unused = thread.schedule(() -> guarded(action), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      // Nothing is due any more.
    }
  }

  private static void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "What was to be done about presence failed", defect);
    }
  }

  /** Forgets what is due, and waits a little for what runs. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException hurry) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
