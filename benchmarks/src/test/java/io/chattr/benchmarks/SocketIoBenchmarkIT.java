package io.chattr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That it runs beside npm's server; what it says is no test's business. */
class SocketIoBenchmarkIT {
  @TempDir Path folder;

  @Test
  void both_servers_are_measured_and_the_tables_are_printed() {
    // In CI nothing is skipped: there the run itself says what is missing.
    assumeTrue(
        System.getenv("CI") != null || (isOnPath("node") && isOnPath("npm")),
        "node or npm is missing: nothing to compare with");

    assertThat(Run.of(folder, "socketio", "--quick", "--databases=h2", "--npm-folder=target/npm"))
        .contains("npm socket.io 4.", "bytes per idle connection", "goal: at most ×0.80")
        .containsPattern("(?m)^ +npm +32 +\\d")
        .containsPattern("(?m)^ +Chattr, H2 +32 +\\d")
        .contains("who were cut off at once")
        .containsPattern("(?m)^ +Chattr, H2 +[\\d.]+ / [\\d.]+ +[\\d.]+ / ");
    assertThat(folder).isEmptyDirectory();
  }

  private static boolean isOnPath(String command) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(path)
        .anyMatch(entry -> Files.isExecutable(Path.of(entry, command)));
  }
}
