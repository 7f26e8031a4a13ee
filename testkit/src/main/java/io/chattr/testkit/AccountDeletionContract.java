package io.chattr.testkit;

import static io.chattr.testkit.AccountStoreUnderTest.account;
import static io.chattr.testkit.AccountStoreUnderTest.anybody;
import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.Accounts;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.AccountState;
import io.chattr.domain.account.DisplayName;
import io.chattr.domain.failure.Failure.AlreadyExists;
import io.chattr.domain.people.Role;
import io.chattr.domain.people.Said;
import io.chattr.testkit.fixture.Fresh;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every {@link Accounts} must do with accounts that are being deleted. */
public interface AccountDeletionContract extends AccountStoreUnderTest {

  @Test
  default void an_account_that_is_being_deleted_is_found_by_nobody() {
    Account ann = added();
    String name = Fresh.word();
    accounts().change(ann.id(), now -> now.withDisplayName(Optional.of(new DisplayName(name))));

    Account marked = marked(ann, Said.KEEP);

    assertThat(marked.state()).isEqualTo(AccountState.DELETING_BUT_KEEPING_MESSAGES);
    assertThat(accounts().find(List.of(ann.id()))).isEmpty();
    assertThat(accounts().find(ann.username())).isEmpty();
    assertThat(accounts().find(ann.email())).isEmpty();
    for (String query : List.of(ann.username().value(), name, "")) {
      assertThat(
              accounts()
                  .search(query, new PageRequest(Optional.empty(), PageRequest.MAX_LIMIT))
                  .items())
          .extracting(Account::id)
          .doesNotContain(ann.id());
    }
    assertThat(accounts().unannounced(10_000)).extracting(Account::id).doesNotContain(ann.id());
  }

  @Test
  default void an_account_that_is_being_deleted_does_not_change_any_more() {
    Account ann = added();
    Account marked = marked(ann, Said.DELETE);

    assertThat(accounts().change(ann.id(), now -> now.withPasswordHash("another"))).isEmpty();
    assertThat(
            accounts()
                .appoint(ann.id(), (now, n) -> now.appointed(Role.ADMIN, AccountState.ACTIVE, n)))
        .isEmpty();
    assertThat(deleting(ann)).contains(marked);
  }

  @Test
  default void its_names_are_taken_until_it_is_erased() {
    Account ann = added();
    marked(ann, Said.DELETE);
    Account named = account(ann.username().value(), Fresh.word() + "@example.org");
    Account written = account(Fresh.word(), ann.email().value());
    assertThat(refusal(() -> accounts().add(named))).isEqualTo(new AlreadyExists("username"));
    assertThat(refusal(() -> accounts().add(written))).isEqualTo(new AlreadyExists("email"));

    accounts().erase(ann.id());

    assertThat(deleting(ann)).isEmpty();
    accounts().add(named);
    accounts().add(written);
    assertThat(accounts().find(ann.username())).contains(named);
    assertThat(accounts().find(ann.email())).contains(written);
  }

  @Test
  default void only_what_is_being_deleted_is_erased() {
    Account ann = added();

    accounts().erase(ann.id());
    accounts().erase(Fresh.person("nobody"));

    assertThat(accounts().find(ann.email())).contains(ann);
  }

  @Test
  default void those_that_are_being_deleted_are_known_by_what_becomes_of_their_messages() {
    Account ann = added();
    Account ben = added();
    Account cat = added();
    marked(ann, Said.DELETE);
    marked(ben, Said.KEEP);

    assertThat(deleting(ann).orElseThrow().state().deletion()).contains(Said.DELETE);
    assertThat(deleting(ben).orElseThrow().state().deletion()).contains(Said.KEEP);
    assertThat(deleting(cat)).isEmpty();
    assertThat(accounts().deleting(1)).hasSize(1);
  }

  @Test
  default void an_admin_who_is_being_deleted_is_none() {
    Account ann = added();
    Account ben = added();
    long before = activeAdmins(ben);
    accounts().appoint(ann.id(), (now, n) -> now.appointed(Role.ADMIN, AccountState.ACTIVE, n));
    assertThat(activeAdmins(ben)).isEqualTo(before + 1);

    marked(ann, Said.KEEP);

    assertThat(activeAdmins(ben)).isEqualTo(before);
  }

  private Accounts accounts() {
    return accountStore().accounts();
  }

  private Account added() {
    Account account = anybody();
    accounts().add(account);
    return account;
  }

  private Account marked(Account account, Said said) {
    return accounts().appoint(account.id(), (now, admins) -> now.deleting(said, 9)).orElseThrow();
  }

  private Optional<Account> deleting(Account account) {
    return accounts().deleting(10_000).stream()
        .filter(one -> one.id().equals(account.id()))
        .findFirst();
  }

  private long activeAdmins(Account anyone) {
    var admins = new AtomicLong();
    accounts()
        .appoint(
            anyone.id(),
            (now, count) -> {
              admins.set(count);
              return now;
            });
    return admins.get();
  }
}
