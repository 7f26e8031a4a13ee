package io.chattr.testkit;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.port.Store;
import io.chattr.testkit.law.SnapshotLawContract;
import io.chattr.testkit.law.UnreadLawContract;

class MemoryStoreLawTest implements SnapshotLawContract, UnreadLawContract {
  private static final MemoryStore STORE = new MemoryStore();

  @Override
  public Store store() {
    return STORE;
  }
}
