package io.chattr.benchmarks.journal;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.persistence.SqlOptions;
import io.chattr.adapter.persistence.SqlStore;
import io.chattr.application.message.PostMessage;
import io.chattr.application.port.Directory;
import io.chattr.application.port.IdGenerator;
import io.chattr.application.port.MessagePolicy;
import io.chattr.application.port.RateLimiter;
import java.time.InstantSource;

/** Chattr's own way: the use case that every message goes through, over the journal. */
final class JournalVariant implements Variant {
  private final SqlStore store;
  private final PostMessage postMessage;

  JournalVariant(SqlDatabase database, SqlOptions options) {
    store = SqlStore.open(database, options, InstantSource.system());
    postMessage =
        new PostMessage(
            store.conversations(),
            store.messages(),
            store.journal(),
            Directory.ofEveryone(),
            MessagePolicy.none(),
            RateLimiter.unlimited(),
            IdGenerator.timeOrdered(InstantSource.system()));
  }

  @Override
  public void post(PostMessage.Command command) {
    postMessage.handle(command);
  }

  @Override
  public void close() {
    store.close();
  }
}
