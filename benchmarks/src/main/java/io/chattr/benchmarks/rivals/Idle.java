package io.chattr.benchmarks.rivals;

import io.chattr.benchmarks.Table;
import io.chattr.benchmarks.client.ClientLoop;
import io.chattr.benchmarks.client.PacketListener;
import io.chattr.benchmarks.server.Footprint;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a connection costs that says nothing. */
final class Idle {
  private static final double GOAL = 0.8;

  private final List<Integer> steps;

  Idle(List<Integer> steps) {
    this.steps = steps;
  }

  /** Starts a server that nobody has used. */
  interface Starter {
    Rival start() throws Exception;
  }

  private record Result(double resident, double heap) {}

  /** A server of each round's own, because a process keeps what it once had. */
  void measure(List<Starter> rivals, int rounds, PrintWriter out) throws Exception {
    var results = new HashMap<String, List<Result>>();
    var names = new ArrayList<String>();
    for (int round = 0; round < rounds; round++) {
      for (Starter starter : rivals) {
        try (Rival rival = starter.start()) {
          if (!names.contains(rival.name())) {
            names.add(rival.name());
          }
          results.computeIfAbsent(rival.name(), unused -> new ArrayList<>()).add(weigh(rival));
        }
      }
    }
    print(names, results, out);
  }

  private Result weigh(Rival rival) throws Exception {
    List<String> auths = rival.strangers(Collections.max(steps));
    var footprints = new ArrayList<Footprint>();
    try (ClientLoop loop = ClientLoop.start()) {
      int connected = 0;
      for (int step : steps) {
        Clients.connect(
            loop, rival.port(), auths.subList(connected, step), i -> PacketListener.none());
        connected = step;
        footprints.add(rival.weigh(step));
        loop.check();
      }
    }
    return new Result(
        Footprint.slope(footprints, Footprint::resident),
        Footprint.slope(footprints, Footprint::heap));
  }

  private void print(List<String> names, Map<String, List<Result>> results, PrintWriter out) {
    out.println();
    out.println(
        "  bytes per idle connection, from %,d to %,d; medians"
            .formatted(Collections.min(steps), Collections.max(steps)));
    var table = new Table(List.of("server", "resident", "of npm's", "of which heap"));
    double npm = Medians.of(results.getOrDefault(Relay.NAME, List.of()), Result::resident);
    for (String name : names) {
      List<Result> all = results.getOrDefault(name, List.of());
      double resident = Medians.of(all, Result::resident);
      table.add(
          List.of(
              name,
              Table.figure(resident),
              Table.ratio(resident, npm),
              Table.figure(Medians.of(all, Result::heap))));
    }
    out.println(table);
    out.println("  goal: at most ×" + Table.figure(GOAL));
  }
}
