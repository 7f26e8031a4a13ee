package io.chattr.benchmarks.memory;

import io.chattr.benchmarks.FolderOption;
import io.chattr.benchmarks.Table;
import io.chattr.benchmarks.client.ChatClient;
import io.chattr.benchmarks.client.ClientLoop;
import io.chattr.benchmarks.client.PacketListener;
import io.chattr.benchmarks.database.Folders;
import io.chattr.benchmarks.server.Footprint;
import io.chattr.benchmarks.server.People;
import io.chattr.benchmarks.server.ServerProcess;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Connects more and more people who say nothing, and weighs the server. */
@Command(
    name = "memory",
    description = "Resident memory of the server per idle connection, each of another person.",
    mixinStandardHelpOptions = true)
public final class MemoryBenchmark implements Callable<Integer> {
  // The heap follows what lives in it closely, so that the process shows what connections cost.
  public static final List<String> JVM =
      List.of(
          "-XX:+UseG1GC", "-Xms32m", "-Xmx1g", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10");
  private static final int AT_ONCE = 100;
  private static final int SECONDS_TO_CONNECT = 60;
  private static final double MIB = 1 << 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private FolderOption files = new FolderOption();

  @Option(
      names = "--connections",
      split = ",",
      paramLabel = "N",
      description = "When to weigh, ascending; default 1000,4000,7000,10000.")
  private List<Integer> steps = List.of(1_000, 4_000, 7_000, 10_000);

  @Option(names = "--quick", description = "50, 100 and 150 connections: shows that it runs.")
  private boolean quick;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (quick) {
      steps = List.of(50, 100, 150);
    }
    Path folder = Folders.create(files.folder(), "server-");
    try (ServerProcess server =
            ServerProcess.start(folder, Map.of("DATABASE_URL", "memory:"), JVM);
        ClientLoop loop = ClientLoop.start()) {
      out.println("The server's JVM: " + Runtime.version() + " " + String.join(" ", JVM));
      print(weigh(server, loop), out);
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private List<Footprint> weigh(ServerProcess server, ClientLoop loop) throws Exception {
    List<People.Person> all;
    try (var people = new People(server.port())) {
      all = people.register(Collections.max(steps));
    }
    var footprints = new ArrayList<Footprint>();
    int connected = 0;
    for (int step : steps) {
      connect(server, loop, all.subList(connected, step));
      connected = step;
      footprints.add(Footprint.of(server.pid(), step));
      loop.check();
    }
    return footprints;
  }

  private static void connect(ServerProcess server, ClientLoop loop, List<People.Person> people)
      throws Exception {
    var joining = new ArrayDeque<CompletableFuture<ChatClient>>();
    for (People.Person person : people) {
      joining.add(loop.connect(server.port(), person.auth(), PacketListener.none()));
      if (joining.size() == AT_ONCE) {
        joining.remove().get(SECONDS_TO_CONNECT, TimeUnit.SECONDS);
      }
    }
    for (CompletableFuture<ChatClient> one : joining) {
      one.get(SECONDS_TO_CONNECT, TimeUnit.SECONDS);
    }
  }

  private static void print(List<Footprint> footprints, PrintWriter out) {
    out.println();
    var table = new Table(List.of("connections", "resident MiB", "heap MiB"));
    for (Footprint one : footprints) {
      table.add(
          List.of(
              String.valueOf(one.connections()),
              Table.figure(one.resident() / MIB),
              Table.figure(one.heap() / MIB)));
    }
    out.println(table);
    out.println(
        "  bytes per connection: resident %s, of which heap %s"
            .formatted(
                Table.figure(Footprint.slope(footprints, Footprint::resident)),
                Table.figure(Footprint.slope(footprints, Footprint::heap))));
  }
}
