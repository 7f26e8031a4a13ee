package io.chattr.application.live;

import io.chattr.application.port.Journal;
import io.chattr.application.port.Store;
import io.chattr.domain.event.Logged;
import io.chattr.testkit.fixture.ForwardingJournal;
import io.chattr.testkit.fixture.ForwardingStore;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A store as one of several nodes has it: of some commits it is not told, because others made them.
 */
final class OtherNodes extends ForwardingStore {
  private final Predicate<List<Logged>> told;

  OtherNodes(Store store, Predicate<List<Logged>> told) {
    super(store);
    this.told = told;
  }

  @Override
  public Journal journal() {
    Journal journal = super.journal();
    return new ForwardingJournal(journal) {
      @Override
      public void onCommit(Consumer<List<Logged>> listener) {
        journal.onCommit(
            group -> {
              if (told.test(group)) {
                listener.accept(group);
              }
            });
      }
    };
  }
}
