package io.chattr.benchmarks.journal;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.persistence.SqlOptions;
import io.chattr.adapter.persistence.dialect.Dialect;
import io.chattr.adapter.persistence.dialect.H2Dialect;
import io.chattr.adapter.persistence.dialect.PostgresDialect;
import io.chattr.benchmarks.DatabaseOption;
import io.chattr.benchmarks.FolderOption;
import io.chattr.benchmarks.database.TestDatabases;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Commits messages by the journal and, for comparison, one by one. */
@Command(
    name = "journal",
    description =
        "Messages committed per second and their latency: through the journal, and one transaction"
            + " per message.",
    mixinStandardHelpOptions = true)
public final class JournalBenchmark implements Callable<Integer> {
  private static final int MAX_CONNECTIONS = 64;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private FolderOption files = new FolderOption();

  @Mixin private DatabaseOption databases = new DatabaseOption();

  @Option(
      names = "--senders",
      split = ",",
      paramLabel = "N",
      description = "Concurrent senders; default 1,16,64,256.")
  private List<Integer> senders = List.of(1, 16, 64, 256);

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds over all variants; default 2.")
  private int rounds = 2;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Seconds that each variant is measured in each round; default 1.")
  private double seconds = 1;

  @Option(
      names = "--conversations",
      paramLabel = "N",
      description = "Conversations that messages go to; default 512.")
  private int conversations = 512;

  @Option(names = "--quick", description = "A fifth of a second each: shows that it runs, no more.")
  private boolean quick;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (quick) {
      rounds = 1;
      seconds = 0.2;
    }
    for (TestDatabases.Kind kind : databases.kinds()) {
      try (TestDatabases started = kind.start(files.folder())) {
        out.println();
        out.println(started.description() + ", on " + files.fileSystem());
        measure(started, out);
      }
    }
    return 0;
  }

  private void measure(TestDatabases started, PrintWriter out) throws Exception {
    List<Contestant> contestants = contestants(started);
    try {
      for (Contestant contestant : contestants) {
        contestant.run(Math.min(16, most()), duration(1.5 * seconds));
      }
      for (int count : senders) {
        measure(contestants, count);
      }
      new Report(contestants, senders).print(out);
      out.println("  stored, and counted afterwards: " + stored(contestants));
    } finally {
      for (Contestant contestant : contestants) {
        contestant.close();
      }
    }
  }

  /** What is in each database, which has to be what was acknowledged. */
  private static String stored(List<Contestant> contestants) throws SQLException {
    var all = new ArrayList<String>();
    for (Contestant contestant : contestants) {
      all.add(contestant.name() + " " + String.format(Locale.ROOT, "%,d", contestant.check()));
    }
    return String.join(", ", all);
  }

  /** Goes through the variants forwards and backwards, so that drift hits all alike. */
  private void measure(List<Contestant> contestants, int count) throws Exception {
    for (Contestant contestant : contestants) {
      contestant.run(count, duration(seconds / 4));
    }
    for (int round = 0; round < rounds; round++) {
      var order = new ArrayList<>(contestants);
      if (round % 2 == 1) {
        Collections.reverse(order);
      }
      for (Contestant contestant : order) {
        contestant.measure(count, duration(seconds));
      }
    }
  }

  private List<Contestant> contestants(TestDatabases started) throws SQLException {
    Dialect dialect =
        switch (started.kind()) {
          case H2 -> new H2Dialect();
          case POSTGRESQL -> new PostgresDialect();
        };
    int size = Math.min(most(), MAX_CONNECTIONS);
    var all = new ArrayList<Contestant>();
    all.add(
        contestant(
            started, "journal", database -> new JournalVariant(database, SqlOptions.DEFAULT)));
    all.add(
        contestant(started, "counter", database -> new CounterVariant(database, dialect, size)));
    all.add(
        contestant(
            started,
            "unordered",
            database -> new UnorderedVariant(started.kind(), database, dialect, size, false)));
    all.add(
        contestant(
            started,
            "groups_of_1",
            database -> new JournalVariant(database, SqlOptions.DEFAULT.withGroupLimit(1))));
    if (started.kind() == TestDatabases.Kind.POSTGRESQL) {
      all.add(
          contestant(
              started,
              "unordered_2",
              database -> new UnorderedVariant(started.kind(), database, dialect, size, true)));
    }
    return all;
  }

  @FunctionalInterface
  private interface Opening {
    Variant open(SqlDatabase database) throws SQLException;
  }

  private Contestant contestant(TestDatabases started, String name, Opening opening)
      throws SQLException {
    SqlDatabase database = started.create(name);
    var rooms = Rooms.open(database, Math.max(conversations, most()));
    return new Contestant(name, database, rooms, opening.open(database));
  }

  private int most() {
    return Collections.max(senders);
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(1_000 * seconds));
  }
}
