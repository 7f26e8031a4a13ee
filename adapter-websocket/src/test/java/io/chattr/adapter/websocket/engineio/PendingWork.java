package io.chattr.adapter.websocket.engineio;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** An executor that works when a test says so. */
public final class PendingWork implements Executor {
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  public void run() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /**
   * Does one thing, not the first {@code skipped}, which go to the back; nothing if there is none.
   */
  public void runOne(int skipped) {
    Runnable task = tasks.poll();
    for (int i = 0; i < skipped && task != null; i++) {
      tasks.add(task);
      task = tasks.poll();
    }
    if (task != null) {
      task.run();
    }
  }
}
