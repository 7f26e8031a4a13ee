package io.chattr.benchmarks.database;

import io.chattr.adapter.persistence.SqlDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A kind of database, started for a measurement; what it made goes with it. */
public interface TestDatabases extends AutoCloseable {

  /** The kinds that Chattr runs on. */
  enum Kind {
    H2("H2"),
    POSTGRESQL("PostgreSQL");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }

    /** Starts one whose files lie in {@code folder}. */
    public TestDatabases start(Path folder) throws IOException {
      return switch (this) {
        case H2 -> new H2Files(folder);
        case POSTGRESQL -> new PostgresServer(folder);
      };
    }
  }

  Kind kind();

  /** Version and settings that matter for what is measured, as the database itself tells them. */
  String description();

  /** A new database with Chattr's tables in it, and nothing else. */
  SqlDatabase create(String name);

  /** What a server is told, in its environment, to use a new and empty database. */
  Map<String, String> settings(String name);

  @Override
  void close() throws IOException;
}
