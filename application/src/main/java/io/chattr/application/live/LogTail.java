package io.chattr.application.live;

import io.chattr.application.port.Journal;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.Logged;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The one reader of the log on this node that everything live hangs on: hears every event, in
 * order, once.
 *
 * <p>What this node commits is handed to it; what it was not handed, because another node committed
 * it or because it fell behind, it fetches from the log before it goes on. Now and then it looks
 * whether the log is still the one that it knows: after a fail-over or a restore it may be another.
 */
final class LogTail implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LogTail.class.getName());
  private static final int EVENTS_IN_HAND = 4_000;
  private static final int PAGE = 500;

  private final Journal journal;
  private final Reader reader;
  private final Duration idle;
  private final BlockingQueue<List<Logged>> handed = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(EVENTS_IN_HAND);
  private final Thread thread;
  private String epoch;
  private long position;
  private long nextLook;
  private volatile boolean closed;

  /** Who hears the log, on the tail's own thread; may block. */
  interface Reader {
    /** So many events, or fewer, will be heard one right after the other. */
    void begin(int events);

    void hear(Logged logged);

    /** Those were all. */
    void end();

    /** From now on the log is another one, or a shorter one, and goes on after {@code head}. */
    void restart(Cursor head);

    /** The log has been looked at, and everything up to here was heard. */
    void level();
  }

  /** {@code idle} is how often the log is looked at, whatever is handed over. */
  LogTail(Journal journal, Reader reader, Duration idle) {
    this.journal = journal;
    this.reader = reader;
    this.idle = idle;
    Cursor head = journal.head();
    this.epoch = head.epoch();
    this.position = head.position();
    this.nextLook = System.nanoTime() + idle.toNanos();
    // When there is no room the group is left out: the gap will show, and be fetched.
    journal.onCommit(this::take);
    this.thread = Thread.ofPlatform().name("chattr-log-tail").daemon().unstarted(this::run);
  }

  /** Begins to read, and answers with the position after which everything will be heard. */
  Cursor start() {
    var before = new Cursor(epoch, position);
    thread.start();
    return before;
  }

  private void take(List<Logged> group) {
    if (!closed && room.tryAcquire(group.size())) {
      handed.add(group);
    }
  }

  private void run() {
    while (!closed) {
      try {
        List<Logged> group =
            handed.poll(Math.max(0, nextLook - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (group != null && !group.isEmpty()) {
          room.release(group.size());
          fetch(group.get(0).position() - 1);
          hear(group);
        }
        if (System.nanoTime() >= nextLook) {
          look();
          nextLook = System.nanoTime() + idle.toNanos();
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

  private void look() {
    Cursor head = journal.head();
    if (!head.epoch().equals(epoch) || head.position() < position) {
      LOG.log(Level.WARNING, "The log has begun anew at position " + head.position());
      epoch = head.epoch();
      position = head.position();
      reader.restart(head);
    } else {
      fetch(head.position());
      if (handed.isEmpty()) {
        reader.level();
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
    reader.begin(events.size());
    try {
      for (Logged logged : events) {
        // What is missing before it was looked for in the log, and is forgotten there.
        if (logged.position() > position) {
          reader.hear(logged);
          position = logged.position();
        }
      }
    } finally {
      reader.end();
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
