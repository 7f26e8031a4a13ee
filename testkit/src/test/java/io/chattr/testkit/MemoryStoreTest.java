package io.chattr.testkit;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.port.AccountStore;
import io.chattr.application.port.Store;

class MemoryStoreTest implements StoreContract, AccountStoreContract {
  private static final MemoryStore STORE = new MemoryStore();

  @Override
  public Store store() {
    return STORE;
  }

  @Override
  public AccountStore accountStore() {
    return STORE;
  }
}
