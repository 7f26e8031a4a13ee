package io.chattr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That it runs, and that every variant stored what it said; how fast is no test's business. */
class JournalBenchmarkIT {
  @TempDir Path folder;

  @Test
  void every_variant_stores_what_it_says_and_the_tables_are_printed() {
    assertThat(Run.of(folder, "journal", "--quick", "--senders=1,3", "--conversations=8"))
        .contains("H2 ", "PostgreSQL ", "fsync on")
        .containsPattern("(?m)^ +senders +journal +counter")
        .containsPattern("(?m)^ +3 +\\d");
    assertThat(folder).isEmptyDirectory();
  }
}
