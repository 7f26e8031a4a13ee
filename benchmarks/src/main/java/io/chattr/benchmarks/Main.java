package io.chattr.benchmarks;

import io.chattr.benchmarks.journal.JournalBenchmark;
import io.chattr.benchmarks.memory.MemoryBenchmark;
import io.chattr.benchmarks.rivals.SocketIoBenchmark;
import io.chattr.benchmarks.scale.ScaleBenchmark;
import io.chattr.benchmarks.sockets.SocketsBenchmark;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures Chattr on the machine it runs on, and prints tables. */
@Command(
    name = "benchmarks/run",
    description =
        "Measures Chattr on this machine. benchmarks/README.md tells what each figure means.",
    mixinStandardHelpOptions = true,
    subcommands = {
      JournalBenchmark.class,
      ScaleBenchmark.class,
      SocketsBenchmark.class,
      MemoryBenchmark.class,
      SocketIoBenchmark.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    System.setProperty("logback.configurationFile", "benchmarks-logback.xml");
    return new CommandLine(new Main())
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(110);
  }
}
