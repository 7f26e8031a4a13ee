package io.chattr.adapter.websocket.engineio;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The calls into the application for one connection: one at a time, in order, on a shared executor.
 */
final class Mailbox {
  private static final Logger LOG = System.getLogger(Mailbox.class.getName());

  /** After so many the thread is given back, so that no connection starves the others. */
  private static final int TASKS_PER_TURN = 16;

  private record Letter(Runnable task, int weight) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Executor executor;
  // Absent while nothing waits: most connections are idle most of the time.
  private @Nullable ArrayDeque<Letter> letters;
  private long weight;
  private boolean running;

  Mailbox(Executor executor) {
    this.executor = executor;
  }

  /** Adds a task, which waits for {@link #dispatch}; {@code bytes} is what it holds on to. */
  void post(Runnable task, int bytes) {
    lock.lock();
    try {
      if (letters == null) {
        letters = new ArrayDeque<>(4);
      }
      letters.add(new Letter(task, bytes));
      weight += bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Sees to it that what was posted is run; never runs it itself. */
  void dispatch() {
    lock.lock();
    try {
      if (letters == null || running) {
        return;
      }
      running = true;
    } finally {
      lock.unlock();
    }
    if (!execute()) {
      LOG.log(Level.WARNING, "the executor for socket handlers takes no more work");
      rest();
    }
  }

  boolean holdsMoreThan(int tasks, long bytes) {
    lock.lock();
    try {
      return letters != null && (letters.size() > tasks || weight > bytes);
    } finally {
      lock.unlock();
    }
  }

  private boolean execute() {
    try {
      executor.execute(this::run);
      return true;
    } catch (RejectedExecutionException stopped) {
      return false;
    }
  }

  /** What was refused waits for the next dispatch. */
  private void rest() {
    lock.lock();
    try {
      running = false;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    do {
      for (int i = 0; i < TASKS_PER_TURN; i++) {
        Letter letter = take();
        if (letter == null) {
          return;
        }
        deliver(letter);
      }
      // An executor that takes no more work leaves this thread, which is to finish what there is.
    } while (!execute());
  }

  private static void deliver(Letter letter) {
    try {
      letter.task().run();
    } catch (RuntimeException | Error defect) {
      LOG.log(Level.ERROR, "a socket handler failed", defect);
    }
  }

  private @Nullable Letter take() {
    lock.lock();
    try {
      if (letters == null) {
        running = false;
        return null;
      }
      Letter letter = letters.remove();
      weight -= letter.weight();
      if (letters.isEmpty()) {
        letters = null;
      }
      return letter;
    } finally {
      lock.unlock();
    }
  }
}
