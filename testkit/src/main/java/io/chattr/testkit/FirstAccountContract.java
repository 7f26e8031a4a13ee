package io.chattr.testkit;

import static io.chattr.testkit.AccountStoreUnderTest.anybody;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.Accounts;
import io.chattr.domain.account.Account;
import io.chattr.testkit.fixture.Race;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Accounts} must do while it is empty. */
public interface FirstAccountContract {
  int RUNNERS = 6;

  /** Accounts of which there are none. */
  Accounts emptyAccounts();

  @Test
  default void of_many_who_come_first_at_once_one_is_the_first() {
    Accounts accounts = emptyAccounts();
    List<Account> all = Stream.generate(AccountStoreUnderTest::anybody).limit(RUNNERS).toList();

    List<Boolean> first = Race.of(RUNNERS, runner -> () -> accounts.addFirst(all.get(runner)));

    assertThat(first).containsOnlyOnce(true);
    Account winner = all.get(first.indexOf(true));
    assertThat(accounts.find(all.stream().map(Account::id).toList())).containsExactly(winner);
    assertThat(accounts.addFirst(anybody())).isFalse();
  }
}
