package io.chattr.benchmarks.database;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.persistence.SqlStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.h2.engine.Constants;

/** H2 in this process, each database a file. */
final class H2Files implements TestDatabases {
  private final Path folder;

  H2Files(Path parent) throws IOException {
    folder = Folders.create(parent, "h2-");
  }

  @Override
  public Kind kind() {
    return Kind.H2;
  }

  @Override
  public String description() {
    return "H2 " + Constants.FULL_VERSION + ", WRITE_DELAY=0, CHECKPOINT SYNC after each commit";
  }

  @Override
  public SqlDatabase create(String name) {
    SqlDatabase database = SqlDatabase.h2(folder.resolve(name));
    SqlStore.migrate(database);
    return database;
  }

  @Override
  public Map<String, String> settings(String name) {
    return Map.of("CHATTR_DATA", folder.resolve(name).toString());
  }

  @Override
  public void close() throws IOException {
    Folders.delete(folder);
  }
}
