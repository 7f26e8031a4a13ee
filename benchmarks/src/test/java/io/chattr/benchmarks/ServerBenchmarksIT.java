package io.chattr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the measurements of a whole server run; what they say is no test's business. */
class ServerBenchmarksIT {
  @TempDir Path folder;

  @Test
  void all_that_pairs_send_arrives_and_the_table_is_printed() {
    assertThat(
            Run.of(folder, "sockets", "--quick", "--pairs=2", "--in-flight=1,3", "--databases=h2"))
        .containsPattern("(?m)^ +H2 +3 +\\d");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void idle_connections_are_weighed_and_the_slope_is_printed() {
    assertThat(Run.of(folder, "memory", "--connections=1,3"))
        .containsPattern("(?m)^ +3 +\\d")
        .contains("bytes per connection");
    assertThat(folder).isEmptyDirectory();
  }
}
