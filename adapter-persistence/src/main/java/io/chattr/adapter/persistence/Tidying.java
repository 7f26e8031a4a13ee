package io.chattr.adapter.persistence;

import io.chattr.adapter.persistence.tables.Tables;
import io.chattr.domain.event.Logged;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does now and then what commits leave behind for later, on a thread of its own. What fails is done
 * the next time.
 */
final class Tidying implements Consumer<List<Logged>>, AutoCloseable {
  private static final Logger LOG = System.getLogger(Tidying.class.getName());
  private static final int EVENTS_BETWEEN = 10_000;

  private final Tables tables;
  private final String sql;
  private final ExecutorService thread =
      new ThreadPoolExecutor(
          0,
          1,
          1,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(1),
          Thread.ofPlatform().name("chattr-tidying").daemon().factory());
  private int events;

  Tidying(Tables tables, String sql) {
    this.tables = tables;
    this.sql = sql;
  }

  /** Counts what was committed; for the journal's one thread. */
  @Override
  public void accept(List<Logged> committed) {
    events += committed.size();
    if (events >= EVENTS_BETWEEN) {
      events = 0;
      try {
        thread.execute(this::tidy);
      } catch (RejectedExecutionException busyAlready) {
        LOG.log(Level.DEBUG, "Still tidying", busyAlready);
      }
    }
  }

  private void tidy() {
    try {
      tables.with(handle -> handle.createQuery(sql).mapTo(Long.class).findOne());
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "Tidying failed", failure);
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
