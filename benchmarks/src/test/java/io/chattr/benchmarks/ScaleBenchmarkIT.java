package io.chattr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That it runs, and what no measurement is needed for: indexes serve, and sending costs the same.
 */
class ScaleBenchmarkIT {
  @TempDir Path folder;

  @Test
  void all_is_read_by_indexes_and_a_large_group_costs_no_more_rows_and_no_more_round_trips() {
    assertThat(Run.of(folder, "scale", "--quick", "--members=2,50"))
        .containsPattern("(?m)^ +newest page of history +[\\d.]+ / ")
        .containsPattern("(?m)^ +newest page of history .*chattr_message_by_seq")
        .containsPattern("(?m)^ +unread count.*chattr_message_of_sender")
        .containsPattern("(?m)^ +rows written +(\\d\\.\\d\\d) +\\1 ")
        .containsPattern("(?m)^ +statements +(\\d\\.\\d\\d) +\\1 ")
        .containsPattern("(?m)^ +round trips +2\\.00 +2\\.00 ");
    assertThat(folder).isEmptyDirectory();
  }
}
