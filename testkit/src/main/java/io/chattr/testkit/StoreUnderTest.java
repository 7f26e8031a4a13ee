package io.chattr.testkit;

import io.chattr.application.port.Store;
import io.chattr.testkit.fixture.Chat;

/**
 * What the contracts of a store ask for. It may hold what other tests left and be in use by others,
 * and it may be the same for all tests or another one each time.
 */
public interface StoreUnderTest {
  Store store();

  /** A store in whose log no other test reads at the same time: forgetting tears holes into it. */
  default Store storeToForgetIn() {
    return store();
  }

  /** {@link #store()} in the words of a chat. */
  default Chat chat() {
    return new Chat(store());
  }
}
