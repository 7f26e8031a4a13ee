package io.chattr.application.live;

import io.chattr.application.port.Journal;
import io.chattr.domain.event.Logged;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one reader of the log on this node that everything live hangs on: hears every event, in
 * order, once.
 *
 * <p>What this node commits is handed to it; what it was not handed, because another node committed
 * it or because it fell behind, it fetches from the log before it goes on.
 */
final class LogTail implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LogTail.class.getName());
  private static final int GROUPS_IN_HAND = 1_024;
  private static final int PAGE = 500;

  private final Journal journal;
  private final Consumer<Logged> reader;
  private final Duration idle;
  private final BlockingQueue<List<Logged>> handed = new ArrayBlockingQueue<>(GROUPS_IN_HAND);
  private final Thread thread;
  private long position;
  private volatile boolean closed;

  /**
   * @param reader called on the tail's own thread, may block
   * @param idle after how long without news the log is asked
   */
  LogTail(Journal journal, Consumer<Logged> reader, Duration idle) {
    this.journal = journal;
    this.reader = reader;
    this.idle = idle;
    this.position = journal.head().position();
    // When there is no room the group is left out: the gap will show, and be fetched.
    journal.onCommit(this::take);
    this.thread = Thread.ofPlatform().name("chattr-log-tail").daemon().unstarted(this::run);
  }

  /** Begins to read, and answers with the position after which everything will be heard. */
  long start() {
    long before = position;
    thread.start();
    return before;
  }

  private void take(List<Logged> group) {
    if (!closed) {
      var unused = handed.offer(group);
    }
  }

  private void run() {
    while (!closed) {
      try {
        List<Logged> group = handed.poll(idle.toMillis(), TimeUnit.MILLISECONDS);
        if (group == null) {
          fetch(Long.MAX_VALUE);
        } else if (!group.isEmpty()) {
          fetch(group.get(0).position() - 1);
          hear(group);
        }
      } catch (InterruptedException stop) {
        return;
      } catch (RuntimeException failure) {
        // The position has not moved past what failed, so it will be fetched again.
        LOG.log(
            Level.WARNING,
            "Reading the log failed at position " + position + "; going on",
            failure);
        pause();
      }
    }
  }

  private void fetch(long upTo) {
    while (position < upTo) {
      List<Logged> page = journal.read(position, PAGE);
      if (page.isEmpty()) {
        return;
      }
      hear(page);
    }
  }

  private void hear(List<Logged> events) {
    for (Logged logged : events) {
      // What is missing before it was looked for in the log, and is forgotten there.
      if (logged.position() > position) {
        reader.accept(logged);
        position = logged.position();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(idle);
    } catch (InterruptedException stop) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    handed.clear();
  }
}
