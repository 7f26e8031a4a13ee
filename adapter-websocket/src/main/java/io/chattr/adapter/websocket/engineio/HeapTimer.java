package io.chattr.adapter.websocket.engineio;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A {@link Timer} of one daemon thread and one heap, in which a cancelled alarm leaves no trace.
 */
public final class HeapTimer implements Timer, AutoCloseable {
  private final long origin = System.nanoTime();
  private final ScheduledThreadPoolExecutor heap;

  /** {@code name} is the thread's. */
  public HeapTimer(String name) {
    heap = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name(name).factory());
    heap.setRemoveOnCancelPolicy(true);
  }

  @Override
  public long nanos() {
    return System.nanoTime() - origin;
  }

  @Override
  public Alarm at(long nanos, Runnable action) {
    try {
      Future<?> appointment = heap.schedule(action, nanos - nanos(), TimeUnit.NANOSECONDS);
      return () -> appointment.cancel(false);
    } catch (RejectedExecutionException closed) {
      // Nothing is due any more once the timer has been closed.
      return () -> {};
    }
  }

  @Override
  public void close() {
    heap.shutdownNow();
  }
}
