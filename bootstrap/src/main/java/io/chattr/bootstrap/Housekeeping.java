package io.chattr.bootstrap;

import io.chattr.application.port.Journal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Drops what the log need not keep any longer, a little at a time. */
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Housekeeping.class.getName());
  private static final int BATCH = 1_000;
  private static final long MINUTES = 10;

  private final Journal journal;
  private final Duration retention;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("chattr-housekeeping").daemon().factory());

  Housekeeping(Journal journal, Duration retention) {
    this.journal = journal;
    this.retention = retention;
    var unused = thread.scheduleWithFixedDelay(this::forget, 1, MINUTES, TimeUnit.MINUTES);
  }

  private void forget() {
    try {
      Instant then = Instant.now().minus(retention);
      int forgotten = journal.forget(then, BATCH);
      while (forgotten == BATCH && !thread.isShutdown()) {
        forgotten = journal.forget(then, BATCH);
      }
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "Old events could not be dropped; trying again later", failure);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
