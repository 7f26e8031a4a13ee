package io.chattr.testkit;

import static io.chattr.testkit.AccountStoreUnderTest.account;
import static io.chattr.testkit.AccountStoreUnderTest.anybody;
import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Username;
import io.chattr.domain.failure.Failure.AlreadyExists;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Role;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link io.chattr.application.port.Accounts} must do. */
public interface AccountsContract extends AccountStoreUnderTest {
  @Test
  default void an_account_is_found_as_it_was_added() {
    String word = Fresh.word();
    var account =
        new Account(
            new UserId(Fresh.id().toString()),
            new Username("Ann_" + word),
            new EmailAddress("Ann+" + word + "@Example.org"),
            "$2a$12$hash",
            Role.ADMIN,
            Optional.of("Änn \uD83D\uDE00"),
            Optional.of("about me"),
            Fresh.now());

    accountStore().accounts().add(account);

    assertThat(accountStore().accounts().find(List.of(account.id()))).containsExactly(account);
    assertThat(accountStore().accounts().find(account.username())).contains(account);
    assertThat(accountStore().accounts().find(account.email())).contains(account);
  }

  @Test
  default void an_account_is_found_however_its_letters_are_cased() {
    Account account = anybody();
    accountStore().accounts().add(account);

    assertThat(accountStore().accounts().find(new Username(upper(account.username().value()))))
        .contains(account);
    assertThat(accountStore().accounts().find(new EmailAddress(upper(account.email().value()))))
        .contains(account);
  }

  @Test
  default void who_does_not_exist_is_not_found() {
    String word = Fresh.word();

    assertThat(accountStore().accounts().find(new Username(word))).isEmpty();
    assertThat(accountStore().accounts().find(new EmailAddress(word + "@example.org"))).isEmpty();
    assertThat(accountStore().accounts().find(List.of(Fresh.person("nobody")))).isEmpty();
    assertThat(accountStore().accounts().find(List.of())).isEmpty();
  }

  @Test
  default void of_many_ids_those_who_exist_are_found_once() {
    Account ann = anybody();
    Account ben = anybody();
    accountStore().accounts().add(ann);
    accountStore().accounts().add(ben);

    assertThat(
            accountStore()
                .accounts()
                .find(List.of(ben.id(), Fresh.person("nobody"), ann.id(), ben.id())))
        .containsExactlyInAnyOrder(ann, ben);
  }

  @Test
  default void a_user_name_belongs_to_one_account_however_its_letters_are_cased() {
    Account first = anybody();
    accountStore().accounts().add(first);
    Account second = account(upper(first.username().value()), Fresh.word() + "@example.org");

    assertThat(refusal(() -> accountStore().accounts().add(second)))
        .isEqualTo(new AlreadyExists("username"));
    assertThat(accountStore().accounts().find(List.of(second.id()))).isEmpty();
    assertThat(accountStore().accounts().find(second.email())).isEmpty();
  }

  @Test
  default void an_address_belongs_to_one_account_however_its_letters_are_cased() {
    Account first = anybody();
    accountStore().accounts().add(first);
    Account second = account(Fresh.word(), upper(first.email().value()));

    assertThat(refusal(() -> accountStore().accounts().add(second)))
        .isEqualTo(new AlreadyExists("email"));
    assertThat(accountStore().accounts().find(second.username())).isEmpty();
  }

  @Test
  default void of_many_who_want_one_name_at_once_one_gets_it() {
    String name = Fresh.word();

    List<Boolean> added =
        Race.of(
            8,
            runner ->
                () ->
                    isAdded(
                        account(
                            runner % 2 == 0 ? name : upper(name), Fresh.word() + "@example.org"),
                        new AlreadyExists("username")));

    assertThat(added).containsOnlyOnce(true);
  }

  @Test
  default void of_many_who_want_one_address_at_once_one_gets_it() {
    String address = Fresh.word() + "@example.org";

    List<Boolean> added =
        Race.of(
            8,
            runner ->
                () ->
                    isAdded(
                        account(Fresh.word(), runner % 2 == 0 ? address : upper(address)),
                        new AlreadyExists("email")));

    assertThat(added).containsOnlyOnce(true);
  }

  @Test
  default void people_are_found_by_how_their_user_name_begins() {
    String word = Fresh.word();
    Account ann = named(word + "ann", Optional.empty());
    named("x" + word, Optional.empty());

    assertThat(search(word, 10)).containsExactly(ann);
    assertThat(search(upper(word) + "A", 10)).containsExactly(ann);
    assertThat(search(word + "b", 10)).isEmpty();
  }

  @Test
  default void people_are_found_by_how_their_display_name_begins() {
    String word = Fresh.word();
    Account ann = named(Fresh.word(), Optional.of("Élodie " + word));
    named(Fresh.word(), Optional.of("Madame Élodie " + word));

    assertThat(search("Élodie " + word, 10)).containsExactly(ann);
    assertThat(search("élodie " + upper(word), 10)).containsExactly(ann);
    assertThat(search("ÉLODIE " + word.substring(0, 6), 10)).containsExactly(ann);
  }

  @Test
  default void who_is_found_by_both_names_is_found_once() {
    String word = Fresh.word();
    Account ann = named(word, Optional.of(word + " herself"));

    assertThat(search(word, 10)).containsExactly(ann);
  }

  @Test
  default void no_letter_of_a_search_stands_for_others() {
    String word = Fresh.word();
    Account underscore = named(word + "_x", Optional.empty());
    named(word + "ax", Optional.empty());

    assertThat(search(word + "_", 10)).containsExactly(underscore);
    assertThat(search(word + "%", 10)).isEmpty();
    assertThat(search(word + "\\", 10)).isEmpty();
    assertThat(search("%" + word, 10)).isEmpty();
    assertThat(search(word + "'", 10)).isEmpty();
  }

  @Test
  default void people_are_listed_by_user_name_page_by_page() {
    String word = Fresh.word();
    var all = new ArrayList<Account>();
    for (String end : List.of("d", "b", "f", "a", "e", "c", "g")) {
      all.add(
          named(
              "c".equals(end) ? "0" + Fresh.word() : word + end,
              "c".equals(end) ? Optional.of(word) : Optional.empty()));
    }
    all.sort(Comparator.comparing(account -> account.username().key()));

    assertThat(search(word, 3)).isEqualTo(all);
    assertThat(search(word, 7)).isEqualTo(all);
    assertThat(search(word, 1)).isEqualTo(all);
  }

  @Test
  default void an_empty_search_finds_everybody() {
    Account first = named("0" + Fresh.word(), Optional.empty());
    Account second = named("z" + Fresh.word(), Optional.of("Zoe"));

    assertThat(search("", 100)).contains(first, second);
  }

  private Account named(String username, Optional<String> displayName) {
    Account account = account(username, Fresh.word() + "@example.org", displayName);
    accountStore().accounts().add(account);
    return account;
  }

  private List<Account> search(String query, int limit) {
    var all = new ArrayList<Account>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<Account> page = accountStore().accounts().search(query, new PageRequest(cursor, limit));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    return all;
  }

  private boolean isAdded(Account account, AlreadyExists otherwise) {
    try {
      accountStore().accounts().add(account);
      return true;
    } catch (Rejected taken) {
      assertThat(taken.failure()).isEqualTo(otherwise);
      return false;
    }
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
