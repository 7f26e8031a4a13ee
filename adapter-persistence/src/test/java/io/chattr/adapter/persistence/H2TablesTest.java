package io.chattr.adapter.persistence;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2TablesTest extends TablesTest {
  @TempDir Path folder;

  @Override
  SqlDatabase empty() {
    return SqlDatabase.h2(folder.resolve("chattr"));
  }
}
