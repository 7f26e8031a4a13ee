package io.chattr.benchmarks.rivals;

import io.chattr.benchmarks.DatabaseOption;
import io.chattr.benchmarks.FolderOption;
import io.chattr.benchmarks.database.Folders;
import io.chattr.benchmarks.database.TestDatabases;
import io.chattr.benchmarks.memory.MemoryBenchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures Chattr and npm's {@code socket.io} in turn, with the same clients. */
@Command(
    name = "socketio",
    description =
        "Chattr beside npm socket.io as a bare relay: memory, deliveries to a group, the return of"
            + " many, and a flood. Needs node and npm.",
    mixinStandardHelpOptions = true)
public final class SocketIoBenchmark implements Callable<Integer> {
  private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private FolderOption files = new FolderOption();

  @Mixin private DatabaseOption databases = new DatabaseOption();

  @Option(
      names = "--npm-folder",
      paramLabel = "FOLDER",
      description =
          "Where npm installs; default $${sys:chattr.benchmarks.npm}, or a folder of the build.")
  private Path npmFolder = Path.of(System.getProperty("chattr.benchmarks.npm", "target/npm"));

  @Option(
      names = "--parts",
      split = ",",
      paramLabel = "NAME",
      description = "Of memory, group, return, flood; default all.")
  private List<Part> parts = List.of(Part.values());

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds over all; default 3.")
  private int rounds = 3;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Seconds that each is measured in each round; default 4.")
  private double seconds = 4;

  @Option(
      names = "--in-flight",
      split = ",",
      paramLabel = "N",
      description = "Messages to the group that are under way; default 4,32.")
  private List<Integer> windows = List.of(4, 32);

  @Option(names = "--quick", description = "A few clients and half a second: shows that it runs.")
  private boolean quick;

  private enum Part {
    MEMORY,
    GROUP,
    RETURN,
    FLOOD
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (quick) {
      rounds = 1;
      seconds = 0.5;
    }
    var npm = new Npm(npmFolder);
    npm.install();
    out.println(
        npm.description() + " (" + String.join(" ", Relay.NODE) + "); JVM " + Runtime.version());
    Path folder = Folders.create(files.folder(), "rivals-");
    try {
      if (parts.contains(Part.MEMORY)) {
        memory(folder, out);
      }
      if (parts.stream().anyMatch(part -> part != Part.MEMORY)) {
        traffic(folder, out);
      }
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private void memory(Path folder, PrintWriter out) throws Exception {
    out.println("The server's JVM for memory: " + String.join(" ", MemoryBenchmark.JVM));
    List<Integer> steps = quick ? List.of(20, 60) : List.of(1_000, 4_000, 7_000, 10_000);
    new Idle(steps)
        .measure(
            List.of(
                () -> Relay.start(npmFolder),
                () ->
                    Ours.start(
                        "Chattr",
                        folder.resolve("memory"),
                        Map.of("DATABASE_URL", "memory:"),
                        MemoryBenchmark.JVM)),
            rounds,
            out);
  }

  private void traffic(Path folder, PrintWriter out) throws Exception {
    out.println("The server's JVM for the others: " + String.join(" ", JVM));
    var started = new ArrayList<TestDatabases>();
    try {
      for (TestDatabases.Kind kind : databases.kinds()) {
        TestDatabases database = kind.start(files.folder());
        started.add(database);
        out.println(database.description() + ", on " + files.fileSystem());
      }
      for (Part part : parts) {
        if (part != Part.MEMORY) {
          traffic(part, folder, started, out);
        }
      }
    } finally {
      for (TestDatabases database : started) {
        database.close();
      }
    }
  }

  /** Servers and databases of each part's own. */
  private void traffic(Part part, Path folder, List<TestDatabases> started, PrintWriter out)
      throws Exception {
    Duration duration = Duration.ofMillis(Math.round(1_000 * seconds));
    var rivals = new ArrayList<Rival>();
    try {
      rivals.add(Relay.start(npmFolder));
      for (TestDatabases database : started) {
        rivals.add(ours(part, folder, database));
      }
      switch (part) {
        case GROUP -> new Group(quick ? 5 : 100, windows, duration).measure(rivals, rounds, out);
        case RETURN -> new Returns(quick ? 2 : 50, quick ? 5 : 100).measure(rivals, rounds, out);
        case FLOOD -> new Flood(duration).measure(rivals, rounds, out);
        case MEMORY -> throw new IllegalArgumentException("Not about traffic");
      }
    } finally {
      rivals.forEach(Rival::close);
    }
  }

  private static Rival ours(Part part, Path folder, TestDatabases database) throws IOException {
    String name = part.name().toLowerCase(Locale.ROOT);
    var settings = new HashMap<>(database.settings("rivals_" + name));
    if (part == Part.FLOOD) {
      // As it comes.
      settings.put("CHATTR_MAX_FRAMES_PER_SECOND", "200");
    }
    String title = database.kind().title();
    return Ours.start("Chattr, " + title, folder.resolve(name + title), settings, JVM);
  }
}
