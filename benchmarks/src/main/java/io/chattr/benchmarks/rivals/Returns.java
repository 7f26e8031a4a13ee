package io.chattr.benchmarks.rivals;

import io.chattr.benchmarks.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** How long it takes until all are back who were cut off at once. */
final class Returns {
  private static final int MISSED = 2;
  private static final double GOAL = 1;

  private final int groups;
  private final int size;

  Returns(int groups, int size) {
    this.groups = groups;
    this.size = size;
  }

  void measure(List<Rival> rivals, int rounds, PrintWriter out) throws Exception {
    var seconds = new HashMap<String, List<Double>>();
    var comebacks = new ArrayList<Comeback>();
    try {
      for (Rival rival : rivals) {
        boolean recovers = !rival.name().equals(Relay.NAME);
        comebacks.add(new Comeback(rival, recovers, groups, size, MISSED));
        seconds.put(rival.name(), new ArrayList<>());
      }
      // The first time only warms up.
      for (int round = 0; round <= rounds; round++) {
        for (int i = 0; i < rivals.size(); i++) {
          double took = comebacks.get(i).measure().toNanos() / 1e9;
          if (round > 0) {
            seconds.getOrDefault(rivals.get(i).name(), List.of()).add(took);
          }
        }
      }
    } finally {
      comebacks.forEach(Comeback::close);
    }
    out.println();
    out.println(
        "  seconds until %,d are back who were cut off at once; ours with their pid and %d missed messages each"
            .formatted(groups * size, MISSED));
    var table = new Table(List.of("server", "median", "of npm's", "fastest", "slowest"));
    double npm = Medians.of(seconds.getOrDefault(Relay.NAME, List.of()), one -> one);
    for (Rival rival : rivals) {
      List<Double> all = seconds.getOrDefault(rival.name(), List.of());
      double median = Medians.of(all, one -> one);
      table.add(
          List.of(
              rival.name(),
              Table.figure(median),
              Table.ratio(median, npm),
              Table.figure(all.stream().mapToDouble(one -> one).min().orElse(0)),
              Table.figure(all.stream().mapToDouble(one -> one).max().orElse(0))));
    }
    out.println(table);
    out.println("  goal: at most ×" + Table.figure(GOAL));
  }
}
