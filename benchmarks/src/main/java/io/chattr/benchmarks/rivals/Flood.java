package io.chattr.benchmarks.rivals;

import io.chattr.benchmarks.Table;
import io.chattr.benchmarks.client.ChatClient;
import io.chattr.benchmarks.client.ClientLoop;
import io.chattr.benchmarks.client.PacketListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/** What one client that floods does to the messages of two others. */
final class Flood {
  private static final int DIGITS = 3;
  private static final int MILLIS_BETWEEN = 10;
  private static final int SECONDS_TO_ARRIVE = 30;

  private final Duration duration;

  Flood(Duration duration) {
    this.duration = duration;
  }

  private record Result(
      double quiet,
      double quietTail,
      double flooded,
      double floodedTail,
      double rate,
      double out) {}

  void measure(List<Rival> rivals, int rounds, PrintWriter out) throws Exception {
    var results = new HashMap<String, List<Result>>();
    var pairs = new ArrayList<Pair>();
    try {
      for (Rival rival : rivals) {
        pairs.add(new Pair(rival));
        results.put(rival.name(), new ArrayList<>());
      }
      for (Pair pair : pairs) {
        pair.talk(duration);
      }
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < rivals.size(); i++) {
          results.getOrDefault(rivals.get(i).name(), List.of()).add(round(pairs.get(i)));
        }
      }
    } finally {
      pairs.forEach(Pair::close);
    }
    print(rivals, results, out);
  }

  private Result round(Pair pair) throws Exception {
    Histogram quiet = pair.talk(duration);
    try (var flooder = new Flooder(pair.port, pair.flooded)) {
      Thread.sleep(duration.dividedBy(6));
      long before = flooder.sent();
      long thrown = flooder.thrownOut();
      Histogram flooded = pair.talk(duration);
      double seconds = duration.toMillis() / 1e3;
      return new Result(
          quiet.getValueAtPercentile(50) / 1e6,
          quiet.getValueAtPercentile(99) / 1e6,
          flooded.getValueAtPercentile(50) / 1e6,
          flooded.getValueAtPercentile(99) / 1e6,
          (flooder.sent() - before) / seconds,
          (flooder.thrownOut() - thrown) / seconds);
    }
  }

  private static final class Pair implements PacketListener, AutoCloseable {
    private final int port;
    private final Rival.Circle talking;
    private final Rival.Circle flooded;
    private final ClientLoop loop = ClientLoop.start();
    private final ChatClient writer;
    // Of the clients' thread.
    private final Map<Long, Long> under = new HashMap<>();
    private Histogram times = new Histogram(DIGITS);
    private long sent;

    private Pair(Rival rival) throws Exception {
      port = rival.port();
      List<Rival.Circle> circles = rival.enrol(2, 2);
      talking = circles.get(0);
      flooded = circles.get(1);
      List<ChatClient> clients =
          Clients.connect(
              loop, port, talking.members(), i -> i == 0 ? PacketListener.none() : this);
      writer = clients.get(0);
    }

    /** How long messages take that are sent at an even pace, in nanoseconds. */
    private Histogram talk(Duration duration) throws Exception {
      loop.ask(() -> times = new Histogram(DIGITS));
      long end = System.nanoTime() + duration.toNanos();
      while (System.nanoTime() < end) {
        loop.execute(this::send);
        Thread.sleep(MILLIS_BETWEEN);
      }
      end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_ARRIVE);
      while (!loop.ask(under::isEmpty)) {
        if (System.nanoTime() > end) {
          throw new TimeoutException("Not everything arrived that was sent");
        }
        Thread.sleep(10);
      }
      return loop.ask(() -> times);
    }

    private void send() {
      long number = sent++;
      under.put(number, System.nanoTime());
      try {
        writer.send(Messages.post(talking.id(), number));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    @Override
    public void hear(ChatClient client, String packet) {
      if (packet.startsWith(Messages.NEW_MESSAGE)) {
        Long began = under.remove(Messages.number(packet));
        if (began == null) {
          throw new IllegalStateException("Nobody expects " + packet);
        }
        times.recordValue(System.nanoTime() - began);
      }
    }

    @Override
    public void close() {
      loop.close();
    }
  }

  private static void print(
      List<Rival> rivals, Map<String, List<Result>> results, PrintWriter out) {
    out.println();
    out.println(
        "  milliseconds from one to another, median / p99, while a third is quiet and while it"
            + " floods; medians");
    var table =
        new Table(
            List.of(
                "server", "quiet", "flooded", "ratio", "flood: frames/s", "thrown out a second"));
    for (Rival rival : rivals) {
      List<Result> all = results.getOrDefault(rival.name(), List.of());
      double quiet = Medians.of(all, Result::quiet);
      double quietTail = Medians.of(all, Result::quietTail);
      double flooded = Medians.of(all, Result::flooded);
      double floodedTail = Medians.of(all, Result::floodedTail);
      table.add(
          List.of(
              rival.name(),
              Table.figure(quiet) + " / " + Table.figure(quietTail),
              Table.figure(flooded) + " / " + Table.figure(floodedTail),
              Table.ratio(flooded, quiet) + " / " + Table.ratio(floodedTail, quietTail),
              Table.figure(Medians.of(all, Result::rate)),
              Table.figure(Medians.of(all, Result::out))));
    }
    out.println(table);
  }
}
