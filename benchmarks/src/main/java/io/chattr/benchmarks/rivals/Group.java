package io.chattr.benchmarks.rivals;

import io.chattr.benchmarks.Table;
import io.chattr.benchmarks.client.ClientLoop;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How many messages a second the members of a group hear. */
final class Group {
  private static final int SECONDS_TO_ARRIVE = 30;
  private static final double GOAL = 1.5;

  private final int size;
  private final List<Integer> windows;
  private final Duration duration;

  Group(int size, List<Integer> windows, Duration duration) {
    this.size = size;
    this.windows = windows;
    this.duration = duration;
  }

  /** What one round of one rival with one window came to. */
  private record Result(
      double perSecond, double length, double server, double clients, double all) {
    static Result of(Chorus.Count count, Cpu cpu, long nanos) {
      double seconds = nanos / 1e9;
      return new Result(
          count.deliveries() / seconds,
          count.deliveries() == 0 ? 0 : (double) count.bytes() / count.deliveries(),
          cpu.server() / seconds,
          cpu.clients() / seconds,
          cpu.machine() / seconds);
    }
  }

  private record Row(String rival, int window) {}

  void measure(List<Rival> rivals, int rounds, PrintWriter out) throws Exception {
    var loops = new ArrayList<ClientLoop>();
    var choruses = new ArrayList<Chorus>();
    var results = new HashMap<Row, List<Result>>();
    try {
      for (Rival rival : rivals) {
        ClientLoop loop = ClientLoop.start();
        loops.add(loop);
        Chorus chorus = Chorus.of(rival, rival.enrol(1, size).get(0), loop);
        choruses.add(chorus);
        for (int window : windows) {
          run(rival, loop, chorus, window, duration.multipliedBy(2));
        }
      }
      for (int round = 0; round < rounds; round++) {
        for (int window : windows) {
          for (int i = 0; i < rivals.size(); i++) {
            Rival rival = rivals.get(i);
            results
                .computeIfAbsent(new Row(rival.name(), window), unused -> new ArrayList<>())
                .add(run(rival, loops.get(i), choruses.get(i), window, duration));
          }
        }
      }
    } finally {
      loops.forEach(ClientLoop::close);
    }
    print(rivals, results, out);
  }

  private static Result run(
      Rival rival, ClientLoop loop, Chorus chorus, int window, Duration duration) throws Exception {
    loop.ask(
        () -> {
          chorus.start(window);
          return true;
        });
    Thread.sleep(duration.dividedBy(6));
    Chorus.Count before = loop.ask(chorus::count);
    Cpu used = Cpu.now(rival.pid());
    long began = System.nanoTime();
    Thread.sleep(duration);
    Chorus.Count heard = loop.ask(chorus::count).since(before);
    long took = System.nanoTime() - began;
    used = Cpu.now(rival.pid()).since(used);
    loop.ask(
        () -> {
          chorus.stop();
          return true;
        });
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_ARRIVE);
    while (!loop.ask(chorus::isQuiet)) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("Not everything arrived that was sent to " + rival.name());
      }
      Thread.sleep(10);
    }
    return Result.of(heard, used, took);
  }

  private void print(List<Rival> rivals, Map<Row, List<Result>> results, PrintWriter out) {
    out.println();
    out.println(
        "  deliveries per second into a group of %d; medians; per cent of one processor"
            .formatted(size));
    var table =
        new Table(
            List.of(
                "server",
                "in flight",
                "deliveries/s",
                "of npm's",
                "bytes each",
                "CPU: server",
                "clients",
                "machine"));
    for (int window : windows) {
      double npm = Medians.of(results(results, Relay.NAME, window), Result::perSecond);
      for (Rival rival : rivals) {
        List<Result> all = results(results, rival.name(), window);
        double perSecond = Medians.of(all, Result::perSecond);
        table.add(
            List.of(
                rival.name(),
                String.valueOf(window),
                Table.figure(perSecond),
                Table.ratio(perSecond, npm),
                Table.figure(Medians.of(all, Result::length)),
                Table.figure(Medians.of(all, Result::server)),
                Table.figure(Medians.of(all, Result::clients)),
                Table.figure(Medians.of(all, Result::all))));
      }
    }
    out.println(table);
    out.println("  goal: at least ×" + Table.figure(GOAL) + " with the same number in flight");
  }

  private static List<Result> results(Map<Row, List<Result>> results, String rival, int window) {
    return results.getOrDefault(new Row(rival, window), List.of());
  }
}
