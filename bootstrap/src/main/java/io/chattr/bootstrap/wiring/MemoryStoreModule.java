package io.chattr.bootstrap.wiring;

import com.google.inject.AbstractModule;
import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.port.AccountStore;
import io.chattr.application.port.Store;

/** Keeps nothing. */
final class MemoryStoreModule extends AbstractModule {
  @Override
  protected void configure() {
    var store = new MemoryStore();
    bind(Store.class).toInstance(store);
    bind(AccountStore.class).toInstance(store);
  }
}
