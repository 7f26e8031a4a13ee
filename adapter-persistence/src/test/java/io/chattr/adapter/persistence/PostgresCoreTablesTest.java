package io.chattr.adapter.persistence;

import io.chattr.application.Chattr;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;

class PostgresCoreTablesTest extends CoreTablesTest {

  @Override
  SqlDatabase migrated() {
    return Postgres.migrated();
  }

  @Override
  void onAnotherNode(Consumer<Chattr> action) {
    try (SqlStore store = SqlStore.open(database());
        Chattr chattr = Chattr.on(store).build()) {
      action.accept(chattr);
    }
  }

  /** In a database whose locale knows ASCII alone. */
  @Nested
  class WithoutLocale extends CoreTablesTest {
    @Override
    SqlDatabase migrated() {
      String name = Postgres.create(" template template0 locale 'C'");
      SqlDatabase database = Postgres.at(Postgres.port(), name);
      SqlStore.migrate(database);
      return database;
    }

    @Override
    boolean knowsSymbols() {
      return false;
    }
  }
}
