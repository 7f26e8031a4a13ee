package io.chattr.adapter.persistence.dialect;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which commits are visible, and not on the disk yet. Whoever has read waits here before telling
 * anybody; nobody who commits waits for a reader.
 */
final class Unsettled {
  // The first stands for what an earlier process left in the file.
  private final AtomicLong commits = new AtomicLong(1);
  private final AtomicLong settled = new AtomicLong();
  private final ReentrantLock committing = new ReentrantLock();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private int underWay;

  /** Something that the database does. */
  @FunctionalInterface
  interface Step {
    void run() throws SQLException;
  }

  /** Runs {@code commit}, and then {@code checkpoint}, which brings it to the disk. */
  void commit(Step commit, Step checkpoint) throws SQLException {
    begin();
    try {
      committing.lock();
      try {
        commits.incrementAndGet();
        commit.run();
      } finally {
        committing.unlock();
      }
      bring(checkpoint);
    } finally {
      end();
    }
  }

  /** Runs {@code checkpoint} where something is not on the disk. */
  void settle(Step checkpoint) throws SQLException {
    begin();
    try {
      bring(checkpoint);
    } finally {
      end();
    }
  }

  /**
   * Waits until everything that is visible is on the disk.
   *
   * @return false when something failed to arrive there, and nobody is bringing it
   */
  boolean await() {
    long visible = commits.get();
    if (isSettled(visible)) {
      return true;
    }
    lock.lock();
    try {
      while (!isSettled(visible) && underWay > 0) {
        ended.awaitUninterruptibly();
      }
      return isSettled(visible);
    } finally {
      lock.unlock();
    }
  }

  private boolean isSettled(long commit) {
    return settled.get() >= commit;
  }

  private void bring(Step checkpoint) throws SQLException {
    long upTo = committed();
    if (!isSettled(upTo)) {
      checkpoint.run();
      settled.accumulateAndGet(upTo, Math::max);
    }
  }

  /** The last commit, once it has ended: a checkpoint from now on brings it to the disk. */
  private long committed() {
    committing.lock();
    try {
      return commits.get();
    } finally {
      committing.unlock();
    }
  }

  private void begin() {
    lock.lock();
    try {
      underWay++;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      underWay--;
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
