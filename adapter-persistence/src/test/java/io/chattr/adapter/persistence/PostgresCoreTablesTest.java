package io.chattr.adapter.persistence;

import io.chattr.application.Chattr;
import java.util.function.Consumer;

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
}
