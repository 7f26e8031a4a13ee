package io.chattr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the measurements of a whole server run; what they say is no test's business. */
class ServerBenchmarksIT {
  @TempDir Path folder;

  @Test
  void all_that_pairs_send_arrives_and_the_table_is_printed() {
    assertThat(run("sockets", "--quick", "--pairs=2", "--in-flight=1,3", "--databases=h2"))
        .containsPattern("(?m)^ +H2 +3 +\\d");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void idle_connections_are_weighed_and_the_slope_is_printed() {
    assertThat(run("memory", "--connections=1,3"))
        .containsPattern("(?m)^ +3 +\\d")
        .contains("bytes per connection");
    assertThat(folder).isEmptyDirectory();
  }

  private String run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var commandLine = Main.commandLine().setOut(new PrintWriter(out, true));
    var all = new String[arguments.length + 1];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--folder=" + folder;

    int exit = commandLine.setErr(new PrintWriter(err, true)).execute(all);

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    return out.toString();
  }
}
