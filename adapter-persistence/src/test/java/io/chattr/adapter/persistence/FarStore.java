package io.chattr.adapter.persistence;

import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Room;
import java.io.IOException;
import java.time.InstantSource;

/** A store behind a line that can be cut, and somebody who writes there. */
final class FarStore implements AutoCloseable {
  private final String name = Postgres.create();
  private final UserId ann = Fresh.person("ann");
  private final CuttingProxy proxy;
  private final SqlStore store;
  private final Room room;

  FarStore(SqlOptions options) throws IOException {
    SqlStore.migrate(Postgres.at(Postgres.port(), name));
    proxy = new CuttingProxy(Postgres.port());
    store = SqlStore.open(Postgres.at(proxy.port(), name), options, InstantSource.system());
    room = new Chat(store).direct(ann, Fresh.person("ben"));
    // What was looked up before is not looked up over a line that has been cut.
    room.standing(ann);
  }

  /** Of the database. */
  String name() {
    return name;
  }

  UserId ann() {
    return ann;
  }

  CuttingProxy proxy() {
    return proxy;
  }

  SqlStore store() {
    return store;
  }

  Room room() {
    return room;
  }

  @Override
  public void close() throws IOException {
    store.close();
    proxy.close();
  }
}
