package io.chattr.adapter.persistence;

import io.chattr.application.port.Accounts;
import io.chattr.testkit.FirstAccountContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class H2FirstAccountTest implements FirstAccountContract {
  @TempDir Path folder;

  private SqlStore store;

  @Override
  public Accounts emptyAccounts() {
    SqlDatabase database = SqlDatabase.h2(folder.resolve("chattr"));
    SqlStore.migrate(database);
    store = SqlStore.open(database);
    return store.accounts();
  }

  @AfterEach
  void close() {
    store.close();
  }
}
