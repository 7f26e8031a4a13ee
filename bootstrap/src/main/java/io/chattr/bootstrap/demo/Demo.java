package io.chattr.bootstrap.demo;

import io.chattr.application.Chattr;
import io.chattr.application.account.ChattrAccounts;
import io.chattr.application.account.LogIn;
import io.chattr.application.account.LoggedIn;
import io.chattr.application.account.RegisterAccount;
import io.chattr.application.account.UpdateProfile;
import io.chattr.bootstrap.demo.DemoPeople.Person;
import io.chattr.domain.account.DisplayName;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Password;
import io.chattr.domain.account.Username;
import io.chattr.domain.identity.UserId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills a server with people and a history, by what everybody else may do too. */
public final class Demo {
  private static final Duration BEFORE_THE_STORY = Duration.ofDays(3);

  private final ChattrAccounts accounts;
  private final Chattr chattr;
  private final DemoClock clock;

  public Demo(ChattrAccounts accounts, Chattr chattr, DemoClock clock) {
    this.accounts = accounts;
    this.chattr = chattr;
    this.clock = clock;
  }

  /**
   * Makes them, once: where they are, they are left as they are now. Refuses where others have
   * their names.
   */
  public void begin() {
    List<Person> people = DemoPeople.ALL.people();
    if (accounts.directory().named(people.stream().map(Person::username).toList()).isEmpty()) {
      try {
        make(people);
      } finally {
        clock.setBack(Duration.ZERO);
      }
    } else {
      people.forEach(
          person ->
              end(
                  accounts
                      .logIn()
                      .handle(new LogIn.Command(person.username(), person.password()))));
    }
  }

  private void make(List<Person> people) {
    clock.setBack(BEFORE_THE_STORY);
    Map<Person, UserId> ids = new LinkedHashMap<>();
    people.forEach(person -> ids.put(person, register(person)));
    new DemoStory(chattr, clock, ids).tell();
  }

  private UserId register(Person person) {
    LoggedIn first =
        accounts
            .registerAccount()
            .handle(
                new RegisterAccount.Command(
                    new Username(person.username()),
                    new EmailAddress(person.username() + "@demo.example"),
                    new Password(person.password())));
    end(first);
    UserId id = first.account().id();
    accounts
        .updateProfile()
        .handle(
            new UpdateProfile.Command(
                id,
                Optional.of(
                    new UpdateProfile.Next<>(Optional.of(new DisplayName(person.displayName())))),
                Optional.empty()));
    return id;
  }

  private void end(LoggedIn login) {
    accounts.ownLogins().end(login.account().id(), login.session());
  }
}
