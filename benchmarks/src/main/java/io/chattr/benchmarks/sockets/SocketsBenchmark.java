package io.chattr.benchmarks.sockets;

import io.chattr.benchmarks.DatabaseOption;
import io.chattr.benchmarks.FolderOption;
import io.chattr.benchmarks.Table;
import io.chattr.benchmarks.database.Folders;
import io.chattr.benchmarks.database.TestDatabases;
import io.chattr.benchmarks.server.ServerProcess;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Pairs chat through a whole server. */
@Command(
    name = "sockets",
    description =
        "Messages per second from socket to socket: sent, stored, acknowledged, received by the"
            + " other.",
    mixinStandardHelpOptions = true)
public final class SocketsBenchmark implements Callable<Integer> {
  private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private FolderOption files = new FolderOption();

  @Mixin private DatabaseOption databases = new DatabaseOption();

  @Option(names = "--pairs", paramLabel = "N", description = "Pairs that chat; default 50.")
  private int pairs = 50;

  @Option(
      names = "--in-flight",
      split = ",",
      paramLabel = "N",
      description = "Messages that each writer keeps under way; default 1,4,16.")
  private List<Integer> windows = List.of(1, 4, 16);

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds over all; default 3.")
  private int rounds = 3;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Seconds that each is measured in each round; default 3.")
  private double seconds = 3;

  @Option(names = "--quick", description = "Half a second each: shows that it runs, no more.")
  private boolean quick;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (quick) {
      rounds = 1;
      seconds = 0.5;
    }
    Path folder = Folders.create(files.folder(), "servers-");
    var started = new ArrayList<TestDatabases>();
    var crowds = new ArrayList<Crowd>();
    try {
      for (TestDatabases.Kind kind : databases.kinds()) {
        TestDatabases database = kind.start(files.folder());
        started.add(database);
        crowds.add(crowd(database, folder));
        out.println(database.description() + ", on " + files.fileSystem());
      }
      measure(crowds);
      print(crowds, out);
    } finally {
      crowds.forEach(Crowd::close);
      for (TestDatabases database : started) {
        database.close();
      }
      Folders.delete(folder);
    }
    return 0;
  }

  private Crowd crowd(TestDatabases databases, Path folder) throws Exception {
    String title = databases.kind().title();
    ServerProcess server =
        ServerProcess.start(folder.resolve(title), databases.settings("sockets"), JVM);
    return Crowd.of(title, server, pairs);
  }

  /** Goes round all, so that drift hits all alike; the first round only warms up. */
  private void measure(List<Crowd> crowds) throws Exception {
    for (Crowd crowd : crowds) {
      crowd.warmUp(windows.get(windows.size() - 1), duration(1.5 * seconds));
    }
    for (int round = 0; round < rounds; round++) {
      for (int window : windows) {
        for (Crowd crowd : crowds) {
          crowd.measure(window, duration(seconds / 6), duration(seconds));
        }
      }
    }
  }

  private void print(List<Crowd> crowds, PrintWriter out) {
    out.println();
    out.println(
        "  %d pairs; messages per second; milliseconds from sent, median / p99".formatted(pairs));
    var table =
        new Table(List.of("database", "in flight", "messages/s", "to acknowledged", "to received"));
    for (Crowd crowd : crowds) {
      for (int window : windows) {
        Tally tally = crowd.tally(window);
        table.add(
            List.of(
                crowd.name(),
                String.valueOf(window),
                Table.figure(tally.perSecond()),
                millis(tally.untilAcknowledged()),
                millis(tally.untilReceived())));
      }
    }
    out.println(table);
  }

  private static String millis(Histogram nanos) {
    return Table.figure(nanos.getValueAtPercentile(50) / 1e6)
        + " / "
        + Table.figure(nanos.getValueAtPercentile(99) / 1e6);
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(1_000 * seconds));
  }
}
