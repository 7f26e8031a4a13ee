package io.chattr.application.live;

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
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A store as one of several nodes has it: of some commits it is not told, because others made them.
 */
record OtherNodes(Store store, Predicate<List<Logged>> told) implements Store {
  @Override
  public Journal journal() {
    Journal journal = store.journal();
    return new Journal() {
      @Override
      public <R> Committed<R> commit(Supplier<Decision<R>> deciding) {
        return journal.commit(deciding);
      }

      @Override
      public Catchup after(Cursor cursor, UserId reader, int limit) {
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
        journal.onCommit(
            group -> {
              if (told.test(group)) {
                listener.accept(group);
              }
            });
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
