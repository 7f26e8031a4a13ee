package io.chattr.adapter.persistence;

import io.chattr.application.port.AccountStore;
import io.chattr.application.port.Store;
import io.chattr.testkit.AccountStoreContract;
import io.chattr.testkit.StoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest implements StoreContract, AccountStoreContract {
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

  @Override
  public AccountStore accountStore() {
    return store;
  }
}
