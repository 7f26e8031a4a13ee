package io.chattr.adapter.websocket.chat;

import io.chattr.application.port.Catchup;
import io.chattr.application.port.Committed;
import io.chattr.application.port.Journal;
import io.chattr.application.port.Store;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.ForwardingJournal;
import io.chattr.testkit.fixture.ForwardingStore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A store in which a test sees when the log is read, and can make that fail. */
final class WatchedStore extends ForwardingStore {
  private final AtomicInteger pages = new AtomicInteger();
  private final Store target;
  private final AtomicReference<Runnable> beforePage = new AtomicReference<>(() -> {});
  private final AtomicReference<Runnable> afterPage = new AtomicReference<>(() -> {});
  private final AtomicReference<Runnable> beforeCommit = new AtomicReference<>(() -> {});

  WatchedStore(Store store) {
    super(store);
    target = store;
  }

  /** The store itself, where nothing is seen. */
  Store target() {
    return target;
  }

  /** How many pages readers have caught up with. */
  int pages() {
    return pages.get();
  }

  void beforePage(Runnable action) {
    beforePage.set(action);
  }

  /** Before a page is read, and when it has been. */
  void aroundPage(Runnable action) {
    beforePage.set(action);
    afterPage.set(action);
  }

  void beforeCommit(Runnable action) {
    beforeCommit.set(action);
  }

  @Override
  public Journal journal() {
    return new ForwardingJournal(super.journal()) {
      @Override
      public <R> Committed<R> commit(Supplier<Decision<R>> deciding) {
        beforeCommit.get().run();
        return super.commit(deciding);
      }

      @Override
      public Catchup after(Cursor cursor, UserId reader, int limit) {
        beforePage.get().run();
        pages.incrementAndGet();
        Catchup page = super.after(cursor, reader, limit);
        afterPage.get().run();
        return page;
      }
    };
  }
}
