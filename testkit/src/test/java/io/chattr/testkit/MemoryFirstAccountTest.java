package io.chattr.testkit;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.port.Accounts;

class MemoryFirstAccountTest implements FirstAccountContract {
  @Override
  public Accounts emptyAccounts() {
    return new MemoryStore().accounts();
  }
}
