package io.chattr.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.persistence.SqlOptions;
import io.chattr.adapter.persistence.SqlStore;
import io.chattr.application.port.AccountStore;
import io.chattr.application.port.Store;
import java.time.InstantSource;

/** Keeps everything in a database. */
final class SqlStoreModule extends AbstractModule {
  private final SqlDatabase database;

  SqlStoreModule(SqlDatabase database) {
    this.database = database;
  }

  @Override
  protected void configure() {
    bind(Store.class).to(SqlStore.class);
    bind(AccountStore.class).to(SqlStore.class);
  }

  @Provides
  @Singleton
  SqlStore store(InstantSource clock, Closing closing) {
    SqlStore.migrate(database);
    return closing.last(SqlStore.open(database, SqlOptions.DEFAULT, clock));
  }
}
