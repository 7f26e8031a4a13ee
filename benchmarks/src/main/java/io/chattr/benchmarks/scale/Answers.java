package io.chattr.benchmarks.scale;

import java.util.List;
import org.HdrHistogram.Histogram;

/** How one question was answered by each database, in their order. */
record Answers(Question question, List<Histogram> nanos, List<Plans.Used> plans) {

  double millis(int database, double percentile) {
    return nanos.get(database).getValueAtPercentile(percentile) / 1e6;
  }

  /** How many times the first database's median the last one's is. */
  double ratio() {
    return millis(nanos.size() - 1, 50) / millis(0, 50);
  }
}
