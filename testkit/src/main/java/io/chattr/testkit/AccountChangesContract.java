package io.chattr.testkit;

import static io.chattr.testkit.AccountStoreUnderTest.anybody;
import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.Accounts;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.account.About;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.AccountState;
import io.chattr.domain.account.DisplayName;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.people.Role;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every {@link Accounts} must do with accounts that change. */
public interface AccountChangesContract extends AccountStoreUnderTest {

  @Test
  default void an_account_changes_into_what_is_made_of_it() {
    Account ann = added();

    Account changed = accounts().change(ann.id(), now -> named(now, "Ann \uD83D\uDE00")).get();

    assertThat(changed).isEqualTo(named(ann, "Ann \uD83D\uDE00"));
    assertThat(accounts().find(List.of(ann.id()))).containsExactly(changed);
    assertThat(accounts().find(ann.username())).contains(changed);
    assertThat(accounts().find(ann.email())).contains(changed);
    Account hashed = accounts().change(ann.id(), now -> now.withPasswordHash("another")).get();
    assertThat(accounts().find(ann.email())).contains(hashed);
    assertThat(hashed).isEqualTo(changed.withPasswordHash("another"));
  }

  @Test
  default void an_account_is_found_by_its_new_name_and_not_by_its_former_one() {
    Account ann = added();
    String former = Fresh.word();
    String next = Fresh.word();
    accounts().change(ann.id(), now -> named(now, former));

    accounts().change(ann.id(), now -> named(now, "X" + next));

    assertThat(search(former)).isEmpty();
    assertThat(search("x" + next)).hasSize(1);
    accounts().change(ann.id(), now -> now.withDisplayName(Optional.empty()));
    assertThat(search("x" + next)).isEmpty();
  }

  @Test
  default void who_does_not_exist_does_not_change() {
    assertThat(accounts().change(Fresh.person("nobody"), now -> now)).isEmpty();
    assertThat(accounts().appoint(Fresh.person("nobody"), (now, admins) -> now)).isEmpty();
  }

  @Test
  default void a_change_that_is_refused_leaves_no_trace() {
    Account ann = added();
    var failure = new NotFound("user");

    assertThat(
            refusal(
                () ->
                    accounts()
                        .change(
                            ann.id(),
                            now -> {
                              throw new Rejected(failure);
                            })))
        .isEqualTo(failure);
    assertThat(
            refusal(
                () ->
                    accounts()
                        .appoint(
                            ann.id(),
                            (now, admins) -> {
                              throw new Rejected(failure);
                            })))
        .isEqualTo(failure);
    assertThat(accounts().find(ann.email())).contains(ann);
  }

  @Test
  default void changes_of_the_same_time_come_one_after_the_other() {
    Account ann = added();

    Race.of(
        6,
        runner ->
            () ->
                accounts().change(ann.id(), now -> now.withPasswordHash(now.passwordHash() + "!")));

    assertThat(accounts().find(ann.email()).get().passwordHash()).isEqualTo("a hash!!!!!!");
  }

  @Test
  default void role_and_state_change_by_the_number_of_active_admins() {
    Account ann = added();
    var admins = new AtomicLong();
    accounts()
        .appoint(
            ann.id(),
            (now, count) -> {
              admins.set(count);
              return now.appointed(Role.ADMIN, AccountState.ACTIVE, count);
            });

    Account appointed = accounts().find(ann.email()).get();
    assertThat(appointed.role()).isEqualTo(Role.ADMIN);
    assertThat(activeAdmins(ann)).isEqualTo(admins.get() + 1);
    accounts()
        .appoint(ann.id(), (now, count) -> now.appointed(now.role(), AccountState.SUSPENDED, 9));
    assertThat(accounts().find(ann.email()).get().isSuspended()).isTrue();
    assertThat(activeAdmins(ann)).isEqualTo(admins.get());
    accounts().appoint(ann.id(), (now, count) -> now.appointed(Role.USER, AccountState.ACTIVE, 9));
    assertThat(accounts().find(ann.email())).contains(ann);
  }

  @Test
  default void appointments_of_the_same_time_know_of_each_other() {
    List<Account> all = List.of(added(), added(), added(), added());
    long before = activeAdmins(all.get(0));

    List<Long> counts =
        Race.of(
            all.size(),
            runner ->
                () -> {
                  var seen = new AtomicLong();
                  accounts()
                      .appoint(
                          all.get(runner).id(),
                          (now, admins) -> {
                            seen.set(admins);
                            return now.appointed(Role.ADMIN, AccountState.ACTIVE, admins);
                          });
                  return seen.get();
                });

    assertThat(counts).containsExactlyInAnyOrder(before, before + 1, before + 2, before + 3);
    for (Account admin : all) {
      accounts().appoint(admin.id(), (now, n) -> now.appointed(Role.USER, now.state(), 9));
    }
  }

  @Test
  default void only_a_new_profile_is_to_be_announced_until_everybody_has_heard_of_it() {
    Account ann = added();
    assertThat(isUnannounced(ann)).isFalse();
    accounts().change(ann.id(), now -> now.withPasswordHash("another"));
    assertThat(isUnannounced(ann)).isFalse();

    Account named = accounts().change(ann.id(), now -> named(now, "Ann")).get();
    accounts().change(ann.id(), now -> now.withPasswordHash("third"));
    assertThat(isUnannounced(ann)).isTrue();
    Account about =
        accounts().change(ann.id(), now -> now.withAbout(Optional.of(new About("x")))).get();

    accounts().announced(named.profile());
    assertThat(isUnannounced(ann)).isTrue();
    accounts().announced(about.profile());
    assertThat(isUnannounced(ann)).isFalse();
    accounts().appoint(ann.id(), (now, n) -> now.appointed(Role.ADMIN, now.state(), n));
    assertThat(isUnannounced(ann)).isTrue();
    Account user =
        accounts().appoint(ann.id(), (now, n) -> now.appointed(Role.USER, now.state(), 9)).get();
    accounts().announced(user.profile());
    assertThat(isUnannounced(ann)).isFalse();
    accounts().announced(anybody().profile());
  }

  @Test
  default void of_those_who_are_unannounced_no_more_are_answered_than_asked_for() {
    for (Account account : List.of(added(), added())) {
      accounts().change(account.id(), now -> named(now, "Ann"));
    }

    assertThat(accounts().unannounced(1)).hasSize(1);
    for (Account pending : accounts().unannounced(1_000)) {
      accounts().announced(pending.profile());
    }
    assertThat(accounts().unannounced(1_000)).isEmpty();
  }

  @Test
  default void where_there_is_an_account_nobody_is_the_first() {
    added();
    Account late = anybody();

    assertThat(accounts().addFirst(late)).isFalse();
    assertThat(accounts().find(late.email())).isEmpty();
  }

  private Accounts accounts() {
    return accountStore().accounts();
  }

  private Account added() {
    Account account = anybody();
    accounts().add(account);
    return account;
  }

  private List<Account> search(String name) {
    return accounts().search(name, PageRequest.first()).items();
  }

  private boolean isUnannounced(Account account) {
    return accounts().unannounced(10_000).stream().anyMatch(one -> one.id().equals(account.id()));
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

  private static Account named(Account account, String name) {
    return account.withDisplayName(Optional.of(new DisplayName(name)));
  }
}
