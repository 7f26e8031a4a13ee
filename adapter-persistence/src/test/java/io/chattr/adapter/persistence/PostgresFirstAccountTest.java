package io.chattr.adapter.persistence;

import io.chattr.application.port.Accounts;
import io.chattr.testkit.FirstAccountContract;
import org.junit.jupiter.api.AfterEach;

class PostgresFirstAccountTest implements FirstAccountContract {
  private SqlStore store;

  @Override
  public Accounts emptyAccounts() {
    SqlDatabase database = Postgres.migrated();
    SqlStore.migrate(database);
    store = SqlStore.open(database);
    return store.accounts();
  }

  @AfterEach
  void close() {
    store.close();
  }
}
