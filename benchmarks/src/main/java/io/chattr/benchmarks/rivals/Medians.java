package io.chattr.benchmarks.rivals;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The one in the middle, of several rounds. */
final class Medians {
  private Medians() {}

  static <T> double of(List<T> rounds, ToDoubleFunction<T> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    if (sorted.length == 0) {
      return 0;
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
