package io.chattr.benchmarks.scale;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.persistence.SqlStore;
import io.chattr.application.Chattr;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.identity.ConversationId;
import java.time.Instant;
import java.util.Optional;

/** A filled database, opened for reading. */
record Filled(SqlStore store, Chattr chattr, long messages, ConversationId busy, Instant newest)
    implements AutoCloseable {

  static Filled open(SqlDatabase database, long messages, ConversationId busy) {
    SqlStore store = SqlStore.open(database);
    Chattr chattr = Chattr.on(store).build();
    var list = chattr.viewConversations().list(People.READER, new PageRequest(Optional.empty(), 1));
    Instant newest = list.items().get(0).lastMessage().orElseThrow().createdAt();
    return new Filled(store, chattr, messages, busy, newest);
  }

  long busyMessages() {
    return messages / 2;
  }

  @Override
  public void close() {
    chattr.close();
    store.close();
  }
}
