package io.chattr.bootstrap;

import io.chattr.application.account.ChattrAccounts;
import io.chattr.application.port.Journal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Drops what need not be kept any longer, a little at a time, and finishes what was left undone.
 */
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Housekeeping.class.getName());
  private static final int BATCH = 1_000;
  private static final long MINUTES = 10;

  private final Journal journal;
  private final Duration retention;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("chattr-housekeeping").daemon().factory());

  Housekeeping(Journal journal, ChattrAccounts accounts, Duration retention) {
    this.journal = journal;
    this.retention = retention;
    every(1, () -> trying("Old events could not be dropped", this::forget));
    every(1, () -> trying("What has expired could not be dropped", accounts::removeExpired));
    every(0, () -> trying("New profiles could not be announced", accounts::announcePending));
    every(0, () -> trying("Accounts could not be deleted", accounts::finishDeleting));
  }

  private void every(long delay, Runnable work) {
    var unused = thread.scheduleWithFixedDelay(work, delay, MINUTES, TimeUnit.MINUTES);
  }

  private static void trying(String otherwise, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, otherwise + "; trying again later", failure);
    }
  }

  private void forget() {
    Instant then = Instant.now().minus(retention);
    int forgotten = journal.forget(then, BATCH);
    while (forgotten == BATCH && !thread.isShutdown()) {
      forgotten = journal.forget(then, BATCH);
    }
  }

  @Override
  public void close() {
    // Not interrupted: that would close the files of H2 under everybody's hands. What is under way
    // ends or fails with the store, and is taken up again at the next start.
    thread.shutdown();
  }
}
