package io.chattr.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Room;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2JournalTest extends JournalTest {
  @TempDir Path folder;

  @Override
  SqlDatabase migrated() {
    SqlDatabase database = SqlDatabase.h2(folder.resolve("chattr"));
    SqlStore.migrate(database);
    return database;
  }

  @Override
  SqlDatabase empty() {
    return SqlDatabase.h2(folder.resolve("empty"));
  }

  /** With H2's own ways to reach files, this closes the database for everybody. */
  @Test
  void an_interrupted_reader_does_not_close_the_database() throws Exception {
    SqlDatabase database = SqlDatabase.h2(folder.resolve("interrupted"));
    SqlStore.migrate(database);
    try (SqlStore store = SqlStore.open(database)) {
      var ann = Fresh.person("ann");
      Room room = new Chat(store).direct(ann, Fresh.person("ben"));
      var reading =
          Waiting.begin(
              () -> {
                for (int i = 0; i < 100; i++) {
                  Thread.currentThread().interrupt();
                  try {
                    room.messages();
                  } catch (RuntimeException interrupted) {
                    // The reader may fail; the others may not.
                  }
                }
                return "done";
              });

      for (int i = 0; i < 20; i++) {
        room.post(ann, "number " + i);
      }
      reading.get();

      assertThat(room.messages()).hasSize(20);
    }
  }
}
