package io.chattr.adapter.persistence;

import io.chattr.application.port.Store;
import io.chattr.testkit.law.SnapshotLawContract;
import io.chattr.testkit.law.UnreadLawContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class H2StoreLawTest implements SnapshotLawContract, UnreadLawContract {
  @TempDir static Path folder;

  private static SqlStore store;

  @BeforeAll
  static void open() {
    SqlDatabase database = SqlDatabase.h2(folder.resolve("chattr"));
    SqlStore.migrate(database);
    store = SqlStore.open(database);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Override
  public Store store() {
    return store;
  }
}
