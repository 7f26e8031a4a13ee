package io.chattr.adapter.persistence.journal;

import io.chattr.domain.failure.Failure;
import io.chattr.domain.failure.Failure.OutcomeUnknown;
import io.chattr.domain.failure.Failure.Overloaded;
import io.chattr.domain.failure.Rejected;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The thread that takes all decisions that wait and commits them as one group, over and over: the
 * longer a commit takes, the more it carries.
 */
final class Committer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Committer.class.getName());
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final long IDLE_MILLIS = 100;
  private static final long MAX_PAUSE_MILLIS = 200;

  private final Writer writer;
  private final InstantSource clock;
  private final int groupLimit;
  private final Duration giveUp;
  private final Consumer<GroupPlan> committed;
  private final BlockingQueue<Pending<?>> queue;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param giveUp how long a group is tried when the database fails
   * @param committed told of each group before those who wait for it
   */
  Committer(
      Writer writer,
      InstantSource clock,
      int queueLimit,
      int groupLimit,
      Duration giveUp,
      Consumer<GroupPlan> committed) {
    this.writer = writer;
    this.clock = clock;
    this.groupLimit = groupLimit;
    this.giveUp = giveUp;
    this.committed = committed;
    this.queue = new ArrayBlockingQueue<>(queueLimit);
    this.thread = Thread.ofPlatform().name("chattr-committer").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Waits until {@code pending} is durable, refused or stale. */
  <R> Outcome<R> commit(Pending<R> pending) {
    if (closed || !queue.offer(pending)) {
      throw overloaded();
    }
    if (closed) {
      // The thread may have looked for the last time before this was in the queue.
      refuseAll();
    }
    return pending.await();
  }

  private void run() {
    var group = new ArrayList<Pending<?>>(groupLimit);
    while (take(group)) {
      try {
        commit(group);
      } catch (Rejected failure) {
        fail(group, failure);
      } catch (RuntimeException | Error defect) {
        // Whatever it is, this thread is the only one there is, and somebody waits.
        LOG.log(Level.ERROR, "A group of " + group.size() + " failed", defect);
        fail(group, new IllegalStateException("The journal failed", defect));
      }
      group.clear();
    }
    writer.close();
    refuseAll();
  }

  /** Waits for work; false when there is none and none will come. */
  private boolean take(List<Pending<?>> group) {
    while (true) {
      try {
        Pending<?> first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          group.add(first);
          queue.drainTo(group, groupLimit - 1);
          return true;
        }
      } catch (InterruptedException notOurs) {
        // Nobody has reason to interrupt this thread, and half a group must not be left behind.
        LOG.log(Level.DEBUG, "Interrupted; going on", notOurs);
      }
      if (closed) {
        return false;
      }
    }
  }

  private void commit(List<Pending<?>> group) {
    writer.next();
    try {
      publish(write(group), group);
    } catch (SQLException | Unwritable failure) {
      writer.recover();
      alone(group, failure);
    }
  }

  /** Something is wrong with what was to be written, or with what was read for it. */
  @SuppressWarnings("serial") // never serialised
  private static final class Unwritable extends Exception {
    Unwritable(RuntimeException cause) {
      super(cause);
    }
  }

  /**
   * Writes the group until it is durable.
   *
   * @throws SQLException when the database refuses what it is told, as it would again
   * @throws Rejected when the database fails for too long
   */
  private GroupPlan write(List<Pending<?>> group) throws SQLException, Unwritable {
    long end = System.nanoTime() + giveUp.toNanos();
    GroupPlan inDoubt = null;
    for (int attempt = 1; ; attempt++) {
      try {
        if (inDoubt != null && writer.hasCommitted()) {
          return inDoubt;
        }
        inDoubt = null;
        GroupPlan plan = plan(group);
        if (plan.isEmpty()) {
          writer.release();
        } else {
          inDoubt = plan;
          writer.commit(plan);
        }
        return plan;
      } catch (SQLException failure) {
        if (isDefect(failure)) {
          throw failure;
        }
        writer.recover();
        if (System.nanoTime() >= end) {
          LOG.log(Level.WARNING, "Gave up a group of " + group.size(), failure);
          throw new Rejected(unfinished(inDoubt));
        }
        LOG.log(Level.WARNING, "A commit failed and is looked into: {0}", failure.getMessage());
        pause(attempt);
      }
    }
  }

  private GroupPlan plan(List<Pending<?>> group) throws SQLException, Unwritable {
    try {
      var plan = new GroupPlan(writer.lock(group), clock.instant());
      plan.decide(group);
      return plan;
    } catch (RuntimeException defect) {
      throw new Unwritable(defect);
    }
  }

  private void publish(GroupPlan plan, List<Pending<?>> group) {
    committed.accept(plan);
    group.forEach(Pending::answer);
  }

  /** Whatever is wrong with one of them must not hurt the others. */
  private void alone(List<Pending<?>> group, Exception failure) {
    if (group.size() > 1) {
      for (Pending<?> pending : group) {
        try {
          commit(List.<Pending<?>>of(pending));
        } catch (Rejected later) {
          fail(List.<Pending<?>>of(pending), later);
        }
      }
    } else {
      LOG.log(Level.ERROR, "A decision cannot be stored", failure);
      fail(group, new IllegalStateException("A decision cannot be stored", failure));
    }
  }

  /** Whether the database refused what it was told, as it would again. */
  private static boolean isDefect(SQLException failure) {
    String state = failure.getSQLState();
    return state != null
        && (state.startsWith("22") || state.startsWith("23") || state.startsWith("42"));
  }

  private static Failure unfinished(@Nullable GroupPlan inDoubt) {
    return inDoubt == null ? new Overloaded(RETRY_AFTER) : new OutcomeUnknown(RETRY_AFTER);
  }

  static Rejected overloaded() {
    return new Rejected(new Overloaded(RETRY_AFTER));
  }

  private static void fail(List<Pending<?>> group, RuntimeException failure) {
    for (Pending<?> pending : group) {
      pending.failed(failure);
      pending.answer();
    }
  }

  private void refuseAll() {
    var rest = new ArrayList<Pending<?>>();
    queue.drainTo(rest);
    fail(rest, overloaded());
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(Math.min(MAX_PAUSE_MILLIS, 10L * attempt));
    } catch (InterruptedException notOurs) {
      LOG.log(Level.DEBUG, "Interrupted; going on", notOurs);
    }
  }

  /** Commits what waits already, and takes no more. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
