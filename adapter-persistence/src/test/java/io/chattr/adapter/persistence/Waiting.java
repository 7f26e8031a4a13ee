package io.chattr.adapter.persistence;

import io.chattr.testkit.fixture.Race;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Things that go on beside a test, and waiting until they are where the test wants them. */
final class Waiting {
  private Waiting() {}

  /** Something that was begun on a thread of its own. */
  record Begun<T>(Thread thread, CompletableFuture<T> answer) {
    T get() throws Exception {
      return answer.get(Race.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** What it threw. */
    Throwable thrown() {
      return answer.handle((value, failure) -> failure).join();
    }
  }

  static <T> Begun<T> begin(Callable<T> task) {
    var answer = new CompletableFuture<T>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    answer.complete(task.call());
                  } catch (Throwable failure) {
                    answer.completeExceptionally(failure);
                  }
                });
    return new Begun<>(thread, answer);
  }

  /** The same, and returns when it can do no more but wait for the journal's answer. */
  static <T> Begun<T> beginAndWait(Callable<T> task) {
    Begun<T> begun = begin(task);
    until(() -> isWaitingForAnAnswer(begun.thread()));
    return begun;
  }

  private static boolean isWaitingForAnAnswer(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().endsWith(".Pending") && frame.getMethodName().equals("await")) {
        return thread.getState() == Thread.State.WAITING;
      }
    }
    return false;
  }

  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Race.PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it never came to that");
      }
      Thread.yield();
    }
  }
}
