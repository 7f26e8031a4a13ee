package io.chattr.adapter.websocket.chat;

import io.chattr.application.port.Catchup;
import io.chattr.application.port.Committed;
import io.chattr.application.port.Conversations;
import io.chattr.application.port.Journal;
import io.chattr.application.port.Messages;
import io.chattr.application.port.Relations;
import io.chattr.application.port.Store;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.Logged;
import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A store in which a test sees when the log is read, and can make that fail. */
final class WatchedStore implements Store {
  private final Store store;
  private final AtomicInteger pages = new AtomicInteger();
  private final AtomicReference<Runnable> beforePage = new AtomicReference<>(() -> {});
  private final AtomicReference<Runnable> beforeCommit = new AtomicReference<>(() -> {});

  WatchedStore(Store store) {
    this.store = store;
  }

  /** How many pages readers have caught up with. */
  int pages() {
    return pages.get();
  }

  void beforePage(Runnable action) {
    beforePage.set(action);
  }

  void beforeCommit(Runnable action) {
    beforeCommit.set(action);
  }

  @Override
  public Journal journal() {
    Journal journal = store.journal();
    return new Journal() {
      @Override
      public <R> Committed<R> commit(Supplier<Decision<R>> deciding) {
        beforeCommit.get().run();
        return journal.commit(deciding);
      }

      @Override
      public Catchup after(Cursor cursor, UserId reader, int limit) {
        beforePage.get().run();
        pages.incrementAndGet();
        return journal.after(cursor, reader, limit);
      }

      @Override
      public boolean covers(Cursor cursor, UserId reader, int max) {
        return journal.covers(cursor, reader, max);
      }

      @Override
      public List<Logged> read(long position, int limit) {
        return journal.read(position, limit);
      }

      @Override
      public Cursor head() {
        return journal.head();
      }

      @Override
      public void onCommit(Consumer<List<Logged>> listener) {
        journal.onCommit(listener);
      }

      @Override
      public int forget(Instant then, int limit) {
        return journal.forget(then, limit);
      }
    };
  }

  @Override
  public Conversations conversations() {
    return store.conversations();
  }

  @Override
  public Messages messages() {
    return store.messages();
  }

  @Override
  public Relations relations() {
    return store.relations();
  }
}
