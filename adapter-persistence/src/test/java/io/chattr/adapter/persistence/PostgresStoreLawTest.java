package io.chattr.adapter.persistence;

import io.chattr.application.port.Store;
import io.chattr.testkit.law.SnapshotLawContract;
import io.chattr.testkit.law.UnreadLawContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreLawTest implements SnapshotLawContract, UnreadLawContract {
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
}
