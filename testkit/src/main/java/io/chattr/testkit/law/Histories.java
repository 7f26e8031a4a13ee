package io.chattr.testkit.law;

import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Random histories, as many as {@code -Dchattr.test.histories} says, or the one of {@code
 * -Dchattr.test.seed}. What fails names its seed; where many threads write, the seed gives the same
 * commands, though not the same order.
 */
final class Histories {
  private static final String SEED = "chattr.test.seed";
  private static final int DEFAULT_COUNT = 15;

  private Histories() {}

  static void each(Consumer<SplittableRandom> history) {
    Long given = Long.getLong(SEED);
    if (given != null) {
      run(given, history);
      return;
    }
    int count = Integer.getInteger("chattr.test.histories", DEFAULT_COUNT);
    for (int i = 0; i < count; i++) {
      run(ThreadLocalRandom.current().nextLong(), history);
    }
  }

  private static void run(long seed, Consumer<SplittableRandom> history) {
    try {
      history.accept(new SplittableRandom(seed));
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError(
          "A history broke the law; see it again with -D" + SEED + "=" + seed, failure);
    }
  }
}
