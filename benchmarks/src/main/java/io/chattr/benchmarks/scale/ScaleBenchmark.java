package io.chattr.benchmarks.scale;

import io.chattr.benchmarks.FolderOption;
import io.chattr.benchmarks.Table;
import io.chattr.benchmarks.database.PostgresServer;
import io.chattr.benchmarks.database.Work;
import io.chattr.benchmarks.journal.GroupSizes;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks the same of databases that hold more and more messages, and sends to larger groups. */
@Command(
    name = "scale",
    description =
        "What history, the conversation list and unread counts cost on PostgreSQL with few and with"
            + " many messages, and what a message costs in small and in large groups.",
    mixinStandardHelpOptions = true)
public final class ScaleBenchmark implements Callable<Integer> {
  private static final double MOST = 1.5;
  private static final String MESSAGES = "chattr_message";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private FolderOption files = new FolderOption();

  @Option(
      names = "--messages",
      split = ",",
      paramLabel = "N",
      description = "Messages in each database; default 10000,2000000.")
  private List<Long> messages = List.of(10_000L, 2_000_000L);

  @Option(
      names = "--members",
      split = ",",
      paramLabel = "N",
      description = "Members of the groups that are sent to; default 2,1000.")
  private List<Integer> members = List.of(2, 1_000);

  @Option(
      names = "--times",
      paramLabel = "N",
      description = "How often each question is asked of each database in each round; default 500.")
  private int times = 500;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds, of which the quietest counts; default 5.")
  private int rounds = 5;

  @Option(names = "--quick", description = "A small database: shows that it runs, no more.")
  private boolean quick;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (quick) {
      messages = List.of(2_000L, 4_000L);
      times = 40;
      rounds = 1;
    }
    try (Plans plans = new Plans(files.folder());
        PostgresServer server = new PostgresServer(files.folder(), settings(plans))) {
      out.println();
      out.println(server.description() + ", on " + files.fileSystem());
      out.println();
      var reading = new Reading(server, plans);
      for (long count : messages) {
        fill(reading, count, out);
      }
      List<Answers> answers = reading.ask(rounds, times);
      print(answers, out);
      requireIndexes(answers);
      send(server, out);
    }
    return 0;
  }

  private static Map<String, String> settings(Plans plans) {
    var settings = new HashMap<>(plans.settings());
    settings.put("shared_preload_libraries", Work.LIBRARY);
    // Nobody copies this server, and its log need not be longer than its tables.
    settings.put("wal_level", "minimal");
    settings.put("max_wal_senders", "0");
    settings.put("max_wal_size", "256MB");
    return settings;
  }

  private static void fill(Reading reading, long count, PrintWriter out) throws Exception {
    long began = System.nanoTime();
    reading.fill(count);
    var took = Duration.ofNanos(System.nanoTime() - began);
    out.printf(Locale.ROOT, "  filled with %,d messages in %,d s%n", count, took.toSeconds());
  }

  private void print(List<Answers> answers, PrintWriter out) {
    var times = new Table(head("median / p99 in ms", "ratio", "at most"));
    var plans = new Table(head("8-kB pages touched", "by the indexes"));
    for (Answers each : answers) {
      var time = row(each);
      var plan = row(each);
      var indexes = new TreeSet<String>();
      for (int i = 0; i < messages.size(); i++) {
        time.add(Table.figure(each.millis(i, 50)) + " / " + Table.figure(each.millis(i, 99)));
        Plans.Used used = each.plans().get(i);
        plan.add(Table.figure((double) used.pages() / Reading.PLANNED));
        indexes.addAll(used.indexes());
      }
      time.add("×" + Table.figure(each.ratio()));
      time.add(each.question().isConstant() ? "×" + MOST : "–");
      plan.add(String.join(" ", indexes));
      times.add(time);
      plans.add(plan);
    }
    out.println();
    out.println("  with so many messages in the database; ratio: of the medians");
    out.println(times);
    out.println(plans);
  }

  private List<String> head(String first, String... last) {
    var head = new ArrayList<String>();
    head.add(first);
    messages.forEach(count -> head.add(String.format(Locale.ROOT, "%,d", count)));
    head.addAll(List.of(last));
    return head;
  }

  private static List<String> row(Answers answers) {
    var row = new ArrayList<String>();
    row.add(answers.question().title());
    return row;
  }

  private static void requireIndexes(List<Answers> answers) {
    for (Answers each : answers) {
      if (each.plans().stream().anyMatch(used -> used.wholeTables().contains(MESSAGES))) {
        throw new IllegalStateException(
            "All of " + MESSAGES + " was read for: " + each.question().title());
      }
    }
  }

  private void send(PostgresServer server, PrintWriter out) throws Exception {
    var time = Duration.ofMillis(quick ? 200 : 1_000);
    out.println("  one message, sent to a group of so many");
    out.println(new GroupSizes(server, rounds, time).measure(members));
  }
}
