package io.chattr.adapter.persistence;

import io.chattr.application.port.AccountStore;
import io.chattr.application.port.Store;
import io.chattr.testkit.AccountStoreContract;
import io.chattr.testkit.StoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreTest implements StoreContract, AccountStoreContract {
  private static SqlStore store;

  @BeforeAll
  static void open() {
    store = SqlStore.open(Postgres.migrated());
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
