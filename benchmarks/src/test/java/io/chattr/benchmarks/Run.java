package io.chattr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Runs a benchmark in this JVM. */
final class Run {
  private Run() {}

  /** What it printed; fails unless it went well. */
  static String of(Path folder, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();

    int exit =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(
                Stream.concat(Stream.of(arguments), Stream.of("--folder=" + folder))
                    .toArray(String[]::new));

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    return out.toString();
  }
}
