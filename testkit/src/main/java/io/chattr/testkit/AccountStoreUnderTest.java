package io.chattr.testkit;

import io.chattr.application.port.AccountStore;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Username;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Role;
import io.chattr.testkit.fixture.Fresh;
import java.util.Optional;

/** What the contracts of an account store ask for. It may hold what other tests left. */
public interface AccountStoreUnderTest {
  AccountStore accountStore();

  /** An account that is not stored yet. */
  static Account account(String username, String email) {
    return account(username, email, Optional.empty());
  }

  static Account account(String username, String email, Optional<String> displayName) {
    return new Account(
        new UserId(Fresh.id().toString()),
        new Username(username),
        new EmailAddress(email),
        "a hash",
        Role.USER,
        displayName,
        Optional.empty(),
        Fresh.now());
  }

  /** One with a name and an address of its own. */
  static Account anybody() {
    String word = Fresh.word();
    return account(word, word + "@example.org");
  }
}
