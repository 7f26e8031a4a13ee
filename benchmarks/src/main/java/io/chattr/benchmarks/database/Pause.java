package io.chattr.benchmarks.database;

/** Waiting for what has no other way to say that it is there. */
public final class Pause {
  private static final long MILLIS = 10;

  private Pause() {}

  public static void briefly() {
    try {
      Thread.sleep(MILLIS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }
}
