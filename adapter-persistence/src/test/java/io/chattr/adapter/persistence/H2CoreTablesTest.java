package io.chattr.adapter.persistence;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2CoreTablesTest extends CoreTablesTest {
  @TempDir Path folder;

  @Override
  SqlDatabase migrated() {
    SqlDatabase database = SqlDatabase.h2(folder.resolve("chattr"));
    SqlStore.migrate(database);
    return database;
  }
}
