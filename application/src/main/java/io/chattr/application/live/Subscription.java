package io.chattr.application.live;

import io.chattr.domain.event.Cursor;
import io.chattr.domain.identity.UserId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One reader's way along the log: first what they missed, page by page, then what happens.
 *
 * <p>Nothing is kept in memory for a reader who is behind: live events are only noted, and the log
 * is read once more. So each event is handed over once, in order, and however long catching up
 * takes, it costs no more than a page.
 */
public final class Subscription implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Subscription.class.getName());

  private final LiveEvents source;
  private final UserId reader;
  private final LiveListener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private Cursor cursor;
  private boolean live;
  private boolean missed;
  private volatile boolean closed;
  private volatile boolean lost;

  Subscription(
      LiveEvents source, UserId reader, Cursor cursor, boolean live, LiveListener listener) {
    this.source = source;
    this.reader = reader;
    this.cursor = cursor;
    this.live = live;
    this.listener = listener;
  }

  /** How catching up stands. */
  public enum Progress {
    /** Call again, as soon as the listener can take more. */
    BEHIND,
    /** From now on the listener hears what happens when it happens. */
    LIVE,
    /** The log cannot tell what the reader missed. */
    RESET
  }

  UserId reader() {
    return reader;
  }

  /** Everything up to here was handed over, as far as the reader may see it. */
  public Cursor cursor() {
    lock.lock();
    try {
      return cursor;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Hands the next {@code limit} events over, on the caller's thread; may read the store. One
   * caller at a time.
   */
  public Progress catchUp(int limit) {
    Cursor from;
    lock.lock();
    try {
      if (lost) {
        return Progress.RESET;
      }
      if (live) {
        return Progress.LIVE;
      }
      missed = false;
      from = cursor;
    } finally {
      lock.unlock();
    }
    LiveEvents.Page page = source.heardAfter(reader, from, limit);
    if (page.reset()) {
      return Progress.RESET;
    }
    page.events().forEach(this::hand);
    lock.lock();
    try {
      cursor = page.cursor();
      live = page.complete() && !missed;
      return live ? Progress.LIVE : Progress.BEHIND;
    } finally {
      lock.unlock();
    }
  }

  void offer(Notice notice) {
    lock.lock();
    try {
      if (!live) {
        missed = true;
      } else if (notice.cursor().position() > cursor.position()) {
        cursor = notice.cursor();
        handLive(notice);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Nothing up to {@code now} was missed, if this is level with the log. Whoever has just read the
   * store may be ahead of who says so.
   */
  void reach(Cursor now) {
    lock.lock();
    try {
      if (live && !closed && now.position() >= cursor.position()) {
        cursor = now;
        listener.reached(now);
      }
    } finally {
      lock.unlock();
    }
  }

  void hold() {
    listener.hold();
  }

  void release() {
    listener.release();
  }

  /** Ends it, because the log has begun anew. */
  void lose() {
    if (!closed) {
      closed = true;
      lost = true;
      listener.lost();
    }
  }

  /** A listener's defect must not keep the others of this node waiting. */
  private void handLive(Notice notice) {
    try {
      hand(notice);
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "A listener failed on " + notice.cursor() + "; going on", defect);
    }
  }

  private void hand(Notice notice) {
    if (!closed) {
      listener.hear(notice);
    }
  }

  /** Stops listening; an event that is being handed over may still arrive. */
  @Override
  public void close() {
    closed = true;
    source.remove(this);
  }
}
