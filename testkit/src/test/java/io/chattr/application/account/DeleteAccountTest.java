package io.chattr.application.account;

import static io.chattr.domain.failure.AuthenticationProblem.INVALID_CREDENTIALS;
import static io.chattr.domain.failure.AuthenticationProblem.SESSION_REVOKED;
import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.Chattr;
import io.chattr.application.port.Committed;
import io.chattr.application.port.Directory;
import io.chattr.application.port.Journal;
import io.chattr.application.port.PageRequest;
import io.chattr.application.port.Store;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.AccountState;
import io.chattr.domain.account.Client;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Letter;
import io.chattr.domain.account.Password;
import io.chattr.domain.account.Username;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.failure.Failure.Conflict;
import io.chattr.domain.failure.Failure.InvalidValue;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.message.Message;
import io.chattr.domain.people.Role;
import io.chattr.domain.people.Said;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.ForwardingJournal;
import io.chattr.testkit.fixture.ForwardingStore;
import io.chattr.testkit.fixture.Race;
import io.chattr.testkit.fixture.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Somebody deletes their account, and all that was theirs goes with it. */
class DeleteAccountTest {
  private static final String SECRET = "correct horse";
  private static final Logger QUIET = Logger.getLogger(DeleteAccount.class.getName());

  private final MemoryStore store = new MemoryStore();
  private final Queue<Runnable> later = new ConcurrentLinkedQueue<>();
  private final Queue<Letter> letters = new ConcurrentLinkedQueue<>();
  private final ChattrAccounts accounts =
      ChattrAccounts.on(store, new PlainHasher(), new PlainTokens())
          .erasing(later::add)
          .mailer(letters::add, Runnable::run)
          .build();
  private final Chattr chattr = Chattr.on(store).directory(accounts.directory()).build();
  private final LoggedIn login = register("ann");
  private final Account ann = login.account();
  private final UserId ben = register("ben").account().id();

  @BeforeEach
  void bind() {
    QUIET.setLevel(Level.OFF);
    accounts.onErasure(chattr.erasePerson()::handle);
  }

  @AfterEach
  void close() {
    QUIET.setLevel(null);
    chattr.close();
  }

  private LoggedIn register(String name) {
    return accounts
        .registerAccount()
        .handle(new RegisterAccount.Command(new Username(name), email(name), new Password(SECRET)));
  }

  private static EmailAddress email(String name) {
    return new EmailAddress(name + "@example.org");
  }

  private void delete(Said said) {
    accounts.deleteAccount().handle(new DeleteAccount.Command(ann.id(), SECRET, said));
  }

  /** What was put off, in the background. */
  private void later() {
    for (Runnable work = later.poll(); work != null; work = later.poll()) {
      work.run();
    }
  }

  private void appoint(UserId who, Role role) {
    store.accounts().appoint(who, (now, n) -> now.appointed(role, AccountState.ACTIVE, 9));
  }

  private void requireGone(Room room, Message message, Said said) {
    assertThat(store.accounts().deleting(9)).isEmpty();
    assertThat(store.relations().find(UserPair.of(ann.id(), ben)).friends()).isFalse();
    assertThat(room.now().member(ann.id())).isEmpty();
    assertThat(store.messages().find(message.id()).orElseThrow().isDeleted())
        .isEqualTo(said == Said.DELETE);
    assertThat(store.sessions().of(ann.id())).isEmpty();
  }

  @Test
  void whoever_has_marked_theirs_is_known_to_nobody_at_once() {
    LoggedIn phone = accounts.logIn().handle(new LogIn.Command("ann", SECRET));
    accounts.logInByEmail().request(email("ann"), Client.unknown());
    String code = ((Letter.LogInCode) letters.remove()).code();
    var ended = new ArrayList<String>();
    accounts.authenticator().onEnd(ended::add);

    delete(Said.KEEP);

    assertThat(ended)
        .containsExactlyInAnyOrder(login.session().toString(), phone.session().toString());
    for (LoggedIn each : List.of(login, phone)) {
      assertThat(refusal(() -> accounts.authenticator().authenticate(each.accessToken())))
          .isEqualTo(new Unauthenticated(SESSION_REVOKED));
      assertThat(refusal(() -> accounts.refreshLogin().handle(each.refreshToken())))
          .isEqualTo(new Unauthenticated(SESSION_REVOKED));
    }
    for (String name : List.of("ann", "ann@example.org")) {
      assertThat(refusal(() -> accounts.logIn().handle(new LogIn.Command(name, SECRET))))
          .isEqualTo(new Unauthenticated(INVALID_CREDENTIALS));
    }
    assertThat(refusal(() -> accounts.logInByEmail().verify(email("ann"), code, Client.unknown())))
        .isEqualTo(new Unauthenticated(INVALID_CREDENTIALS));
    accounts.logInByEmail().request(email("ann"), Client.unknown());
    assertThat(letters).isEmpty();
    Directory directory = accounts.directory();
    assertThat(directory.find(ann.id())).isEmpty();
    assertThat(directory.named(List.of("ann"))).isEmpty();
    assertThat(directory.search("ann", PageRequest.first()).items()).isEmpty();
  }

  @Test
  void what_was_theirs_goes_in_the_background_and_the_names_are_free_then() {
    for (Said said : Said.values()) {
      LoggedIn dan = register("dan");
      var chat = new Chat(store);
      chat.befriend(dan.account().id(), ben);
      Room room = chat.group(ben, dan.account().id());
      Message message = room.post(dan.account().id(), "hello");
      accounts.deleteAccount().handle(new DeleteAccount.Command(dan.account().id(), SECRET, said));
      assertThat(room.now().member(dan.account().id())).isPresent();
      assertThat(refusal(() -> register("dan"))).isInstanceOf(Conflict.class);

      later();

      assertThat(room.now().member(dan.account().id())).isEmpty();
      assertThat(store.messages().find(message.id()).orElseThrow().isDeleted())
          .isEqualTo(said == Said.DELETE);
      assertThat(store.accounts().deleting(9)).isEmpty();
    }
    assertThat(register("dan").account().id()).isNotNull();
  }

  @Test
  void a_wrong_password_deletes_nothing() {
    var command = new DeleteAccount.Command(ann.id(), "wrong horse", Said.DELETE);

    assertThat(refusal(() -> accounts.deleteAccount().handle(command)))
        .isInstanceOfSatisfying(
            InvalidValue.class, failure -> assertThat(failure.field()).isEqualTo("password"));
    assertThat(accounts.authenticator().authenticate(login.accessToken()).user())
        .isEqualTo(ann.id());
    assertThat(command.toString()).doesNotContain("horse");
  }

  @Test
  void the_last_admin_stays() {
    appoint(ann.id(), Role.ADMIN);

    assertThat(
            refusal(
                () ->
                    accounts
                        .deleteAccount()
                        .handle(new DeleteAccount.Command(ann.id(), SECRET, Said.KEEP))))
        .isInstanceOfSatisfying(
            Conflict.class, failure -> assertThat(failure.detail()).contains("last admin"));
    assertThat(accounts.authenticator().authenticate(login.accessToken()).user())
        .isEqualTo(ann.id());
    appoint(ben, Role.ADMIN);
    delete(Said.KEEP);
    later();
    assertThat(store.accounts().deleting(9)).isEmpty();
  }

  @RepeatedTest(10)
  void of_two_admins_who_leave_at_once_one_stays() {
    appoint(ann.id(), Role.ADMIN);
    appoint(ben, Role.ADMIN);
    List<UserId> both = List.of(ann.id(), ben);

    List<Boolean> refused =
        Race.of(
            2,
            runner ->
                () -> {
                  try {
                    accounts
                        .deleteAccount()
                        .handle(new DeleteAccount.Command(both.get(runner), SECRET, Said.KEEP));
                    return false;
                  } catch (Rejected last) {
                    return true;
                  }
                });

    assertThat(refused).containsExactlyInAnyOrder(true, false);
    assertThat(store.accounts().find(both)).hasSize(1);
  }

  @RepeatedTest(10)
  void who_logs_in_meanwhile_is_not_logged_in_after() {
    Race.of(
        2,
        runner ->
            () -> {
              if (runner == 0) {
                delete(Said.KEEP);
              } else {
                try {
                  accounts.logIn().handle(new LogIn.Command("ann", SECRET));
                } catch (Rejected tooLate) {
                  // As it should be.
                }
              }
              return runner;
            });

    assertThat(store.sessions().of(ann.id())).isEmpty();
  }

  @Test
  void what_a_process_left_undone_the_next_one_does() {
    var chat = new Chat(store);
    chat.befriend(ann.id(), ben);
    Room room = chat.group(ben, ann.id());
    Message message = room.post(ann.id(), "hello");
    // No more than this was done, and log-ins not even ended.
    store.accounts().appoint(ann.id(), (present, admins) -> present.deleting(Said.DELETE, admins));

    accounts.finishDeleting();
    accounts.finishDeleting();

    requireGone(room, message, Said.DELETE);
  }

  @Test
  void wherever_it_is_cut_off_it_is_carried_on() {
    var chat = new Chat(store);
    Room room = chat.group(ben, ann.id());
    chat.befriend(ann.id(), ben);
    chat.ask(ann.id(), register("cat").account().id());
    Message message = room.post(ann.id(), "hello");
    var commits = new AtomicInteger();
    delete(Said.DELETE);
    later.clear();

    int cuts = 0;
    while (!store.accounts().deleting(9).isEmpty()) {
      // Each time one step further; what is done again on the way does no harm.
      cutOffAfter(commits, cuts++);
    }

    assertThat(cuts).isGreaterThan(4);
    requireGone(room, message, Said.DELETE);
  }

  /** A process that ends after some commits. */
  private void cutOffAfter(AtomicInteger commits, int most) {
    commits.set(0);
    var journal =
        new ForwardingJournal(store.journal()) {
          @Override
          public <R> Committed<R> commit(Supplier<Decision<R>> deciding) {
            if (commits.getAndIncrement() >= most) {
              throw new IllegalStateException("the process has ended");
            }
            return super.commit(deciding);
          }
        };
    Store cut =
        new ForwardingStore(store) {
          @Override
          public Journal journal() {
            return journal;
          }
        };
    try (Chattr other = Chattr.on(cut).directory(accounts.directory()).build()) {
      accounts.onErasure(other.erasePerson()::handle);
      accounts.finishDeleting();
    }
  }

  @Test
  void what_cannot_be_done_now_stands_in_nobodys_way() {
    UserId cat = register("cat").account().id();
    accounts.onErasure(
        (person, said) -> {
          if (person.equals(ann.id())) {
            throw new IllegalStateException("not now");
          }
        });
    delete(Said.KEEP);
    accounts.deleteAccount().handle(new DeleteAccount.Command(cat, SECRET, Said.KEEP));

    accounts.finishDeleting();

    assertThat(store.accounts().deleting(9)).extracting(Account::id).containsExactly(ann.id());
  }

  @Test
  void when_too_much_waits_it_is_done_later() {
    var full =
        ChattrAccounts.on(store, new PlainHasher(), new PlainTokens())
            .erasing(
                work -> {
                  throw new RejectedExecutionException();
                })
            .build();

    full.deleteAccount().handle(new DeleteAccount.Command(ann.id(), SECRET, Said.KEEP));

    assertThat(store.accounts().find(List.of(ann.id()))).isEmpty();
    full.finishDeleting();
    assertThat(store.accounts().deleting(9)).isEmpty();
  }

  @Test
  void very_many_are_deleted_part_by_part() {
    for (int i = 0; i < 250; i++) {
      UserId user = register("user" + i).account().id();
      store.accounts().appoint(user, (now, n) -> now.deleting(Said.KEEP, n));
    }
    assertThat(store.accounts().deleting(1_000)).hasSize(250);

    accounts.finishDeleting();

    assertThat(store.accounts().deleting(1_000)).isEmpty();
  }
}
