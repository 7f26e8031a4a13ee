package io.chattr.bootstrap.wiring;

import com.google.inject.AbstractModule;
import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.port.AccountStore;
import io.chattr.application.port.Store;
import java.time.InstantSource;

/** Keeps nothing. */
final class MemoryStoreModule extends AbstractModule {
  private final InstantSource clock;

  MemoryStoreModule(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  protected void configure() {
    var store = new MemoryStore(clock);
    bind(Store.class).toInstance(store);
    bind(AccountStore.class).toInstance(store);
  }
}
