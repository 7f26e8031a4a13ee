package io.chattr.benchmarks.sockets;

import io.chattr.benchmarks.client.ChatClient;
import io.chattr.benchmarks.client.ClientLoop;
import io.chattr.benchmarks.client.PacketListener;
import io.chattr.benchmarks.server.People;
import io.chattr.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The pairs of one server, all on one thread, and what they had done so far. */
final class Crowd implements AutoCloseable {
  private static final int SECONDS_TO_CONNECT = 60;
  private static final int SECONDS_TO_ARRIVE = 20;

  private final String name;
  private final ServerProcess server;
  private final ClientLoop loop = ClientLoop.start();
  private final List<Pair> pairs = new ArrayList<>();
  private final List<ChatClient> writers = new ArrayList<>();
  private final Map<Integer, Tally> tallies = new HashMap<>();
  // Of the clients' thread.
  private Tally present = new Tally();

  private Crowd(String name, ServerProcess server) throws IOException {
    this.name = name;
    this.server = server;
  }

  static Crowd of(String name, ServerProcess server, int pairs) throws Exception {
    var crowd = new Crowd(name, server);
    try (var people = new People(server.port())) {
      List<People.Person> all = people.register(2 * pairs);
      for (int i = 0; i < pairs; i++) {
        People.Person writer = all.get(2 * i);
        People.Person reader = all.get(2 * i + 1);
        crowd.connect(people.open(writer, reader), writer, reader);
      }
    }
    return crowd;
  }

  private void connect(String conversation, People.Person writer, People.Person reader)
      throws Exception {
    var pair = new Pair(conversation, () -> present);
    pairs.add(pair);
    connect(reader, pair::readerHears);
    writers.add(connect(writer, pair::writerHears));
  }

  private ChatClient connect(People.Person person, PacketListener listener) throws Exception {
    return loop.connect(server.port(), person.auth(), listener)
        .get(SECONDS_TO_CONNECT, TimeUnit.SECONDS);
  }

  String name() {
    return name;
  }

  /** Has every writer keep {@code window} messages under way for a while. */
  void warmUp(int window, Duration duration) throws Exception {
    start(window);
    Thread.sleep(duration);
    stop();
  }

  /** The same, and counts what arrives after {@code before}. */
  void measure(int window, Duration before, Duration duration) throws Exception {
    start(window);
    Thread.sleep(before);
    swap();
    long began = System.nanoTime();
    Thread.sleep(duration);
    Tally counted = swap();
    counted.took(Duration.ofNanos(System.nanoTime() - began));
    counted.addTo(tallies.computeIfAbsent(window, unused -> new Tally()));
    stop();
  }

  private void start(int window) throws Exception {
    loop.ask(
        () -> {
          for (int i = 0; i < pairs.size(); i++) {
            pairs.get(i).start(writers.get(i), window);
          }
          return true;
        });
  }

  private Tally swap() throws Exception {
    return loop.ask(
        () -> {
          Tally before = present;
          present = new Tally();
          return before;
        });
  }

  /** Sends no more, and fails unless all that was sent arrives. */
  private void stop() throws Exception {
    loop.ask(
        () -> {
          pairs.forEach(Pair::stop);
          return true;
        });
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_ARRIVE);
    while (!loop.ask(() -> pairs.stream().allMatch(Pair::isQuiet))) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("Not everything arrived that was sent");
      }
      Thread.sleep(10);
    }
  }

  Tally tally(int window) {
    Tally tally = tallies.get(window);
    if (tally == null) {
      throw new IllegalArgumentException("Not measured: " + window);
    }
    return tally;
  }

  @Override
  public void close() {
    loop.close();
    server.close();
  }
}
