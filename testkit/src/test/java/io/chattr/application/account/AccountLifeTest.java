package io.chattr.application.account;

import static io.chattr.domain.failure.AuthenticationProblem.INVALID_CREDENTIALS;
import static io.chattr.domain.failure.AuthenticationProblem.SESSION_REVOKED;
import static io.chattr.domain.failure.AuthenticationProblem.TOKEN_INVALID;
import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.port.Limit;
import io.chattr.application.port.RateLimiter;
import io.chattr.domain.account.AccountState;
import io.chattr.domain.account.Client;
import io.chattr.domain.account.DisplayName;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Letter;
import io.chattr.domain.account.LoginSession;
import io.chattr.domain.account.Password;
import io.chattr.domain.account.Username;
import io.chattr.domain.failure.AuthenticationProblem;
import io.chattr.domain.failure.Failure;
import io.chattr.domain.failure.Failure.AccountSuspended;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Failure.Overloaded;
import io.chattr.domain.failure.Failure.RateLimited;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Role;
import io.chattr.testkit.fixture.Race;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What becomes of accounts and log-ins after they have begun. */
class AccountLifeTest {
  private static final String SECRET = "correct horse";

  // Loggers live as long as somebody holds them.
  private static final List<Logger> QUIET =
      List.of(
          Logger.getLogger(Letters.class.getName()),
          Logger.getLogger(AnnounceProfiles.class.getName()));

  private final MemoryStore store = new MemoryStore();
  private final Queue<Letter> letters = new ArrayDeque<>();
  private final List<String> counted = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final ChattrAccounts accounts =
      ChattrAccounts.on(store, new PlainHasher(), new PlainTokens())
          .clock(() -> now)
          .limiter((limit, who) -> counted.add(limit + " " + who))
          .mailer(letters::add, Runnable::run)
          .build();

  private static Client client(String address) {
    try {
      return new Client(Optional.of(InetAddress.getByName(address)), Optional.of("test"));
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static RegisterAccount.Command registration(String name) {
    return new RegisterAccount.Command(
        new Username(name), email(name), new Password(SECRET), client("1.2.3.4"));
  }

  private static EmailAddress email(String name) {
    return new EmailAddress(name + "@example.org");
  }

  private LoggedIn register(String name) {
    return accounts.registerAccount().handle(registration(name));
  }

  private LoggedIn logIn(String name) {
    return accounts.logIn().handle(new LogIn.Command(name, SECRET));
  }

  private Failure refused(LoggedIn login) {
    return refusal(() -> accounts.authenticator().authenticate(login.accessToken()));
  }

  private static Failure problem(AuthenticationProblem problem) {
    return new Unauthenticated(problem);
  }

  private void appoint(LoggedIn who, Role role, AccountState state) {
    store
        .accounts()
        .appoint(who.account().id(), (present, admins) -> present.appointed(role, state, 9));
  }

  private Failure verify(String name, String token) {
    return refusal(() -> accounts.logInByEmail().verify(email(name), token, Client.unknown()));
  }

  private String code(String name) {
    accounts.logInByEmail().request(email(name), Client.unknown());
    return ((Letter.LogInCode) letters.remove()).code();
  }

  private UpdateProfile.Command named(LoggedIn who, String name) {
    return new UpdateProfile.Command(
        who.account().id(),
        Optional.of(new UpdateProfile.Next<>(Optional.of(new DisplayName(name)))),
        Optional.empty());
  }

  @Test
  void log_ins_that_were_not_used_in_time_end_and_their_sockets_are_told() {
    LoggedIn ann = register("ann");
    now = now.plus(Duration.ofDays(1));
    LoggedIn later = logIn("ann");
    var ended = new ArrayList<String>();
    accounts.authenticator().onEnd(ended::add);

    now = now.plus(Duration.ofDays(59));
    assertThat(accounts.ownLogins().list(ann.account().id()))
        .extracting(LoginSession::id)
        .containsExactly(later.session());
    accounts.removeExpired();

    assertThat(ended).containsExactly(ann.session().toString());
    assertThat(store.sessions().find(ann.session())).isEmpty();
    assertThat(store.sessions().find(later.session())).isPresent();
  }

  @Test
  void of_very_many_log_ins_those_used_least_lately_end() {
    LoggedIn first = register("ann");
    now = now.plusSeconds(1);
    LoggedIn second = logIn("ann");
    now = now.plusSeconds(1);
    accounts.refreshLogin().handle(first.refreshToken());

    for (int i = 2; i < Logins.MOST + 1; i++) {
      now = now.plusSeconds(1);
      logIn("ann");
    }

    assertThat(accounts.ownLogins().list(first.account().id())).hasSize(Logins.MOST);
    assertThat(store.sessions().find(first.session())).isPresent();
    assertThat(store.sessions().find(second.session())).isEmpty();
  }

  @RepeatedTest(10)
  void the_first_account_is_an_admin_and_no_other_however_many_come_at_once() {
    var fresh =
        ChattrAccounts.on(new MemoryStore(), new PlainHasher(), new PlainTokens())
            .firstIsAdmin(true)
            .build();

    List<Role> roles =
        Race.of(
            4,
            runner ->
                () ->
                    fresh.registerAccount().handle(registration("user" + runner)).account().role());

    assertThat(roles).containsOnlyOnce(Role.ADMIN);
  }

  @Test
  void nobody_is_an_admin_by_coming_first_unless_it_is_said() {
    assertThat(register("ann").account().role()).isEqualTo(Role.USER);
  }

  @Test
  void a_suspended_one_gets_in_by_no_way() {
    LoggedIn ann = register("ann");
    String code = code("ann");
    // As on another node, which has not ended the log-in yet.
    appoint(ann, Role.USER, AccountState.SUSPENDED);

    assertThat(refusal(() -> logIn("ann"))).isEqualTo(new AccountSuspended());
    assertThat(verify("ann", code)).isEqualTo(new AccountSuspended());
    assertThat(refusal(() -> accounts.refreshLogin().handle(ann.refreshToken())))
        .isEqualTo(problem(SESSION_REVOKED));
    assertThat(accounts.ownLogins().list(ann.account().id())).isEmpty();
  }

  @Test
  void a_suspended_admin_may_do_nothing_any_more() {
    LoggedIn ann = register("ann");
    appoint(ann, Role.ADMIN, AccountState.SUSPENDED);
    var command =
        new AdministerAccounts.Command(
            ann.account().id(), ann.account().id(), Optional.empty(), Optional.empty());

    assertThat(refusal(() -> accounts.administerAccounts().handle(command)))
        .isEqualTo(new NotPermitted("administer accounts"));
  }

  @Test
  void digits_are_good_for_ten_minutes() {
    register("ann");
    String code = code("ann");
    now = now.plus(Duration.ofMinutes(10));

    assertThat(verify("ann", code)).isEqualTo(problem(INVALID_CREDENTIALS));
    accounts.removeExpired();
    String next = code("ann");
    now = now.plus(Duration.ofMinutes(10)).minusMillis(1);
    assertThat(
            accounts
                .logInByEmail()
                .verify(email("ann"), next, Client.unknown())
                .account()
                .username())
        .isEqualTo(new Username("ann"));
  }

  @Test
  void a_password_is_reset_within_half_an_hour() {
    register("ann");
    accounts.resetPassword().request(email("ann"), Client.unknown());
    String token = ((Letter.PasswordReset) letters.remove()).token();
    now = now.plus(Duration.ofMinutes(30));

    assertThat(
            refusal(
                () ->
                    accounts
                        .resetPassword()
                        .confirm(token, new Password("another horse"), Client.unknown())))
        .isEqualTo(problem(TOKEN_INVALID));
    assertThat(logIn("ann").account().username()).isEqualTo(new Username("ann"));
  }

  @Test
  void a_new_password_takes_the_reset_that_was_under_way_with_it() {
    LoggedIn ann = register("ann");
    accounts.resetPassword().request(email("ann"), Client.unknown());
    String token = ((Letter.PasswordReset) letters.remove()).token();
    accounts
        .changePassword()
        .handle(
            new ChangePassword.Command(
                ann.account().id(), ann.session(), SECRET, new Password("another horse")));

    assertThat(
            refusal(
                () ->
                    accounts
                        .resetPassword()
                        .confirm(token, new Password("third horse"), Client.unknown())))
        .isEqualTo(problem(TOKEN_INVALID));
  }

  @Test
  void when_too_many_letters_wait_whoever_wants_another_is_told_so_whoever_they_are() {
    var full =
        ChattrAccounts.on(store, new PlainHasher(), new PlainTokens())
            .mailer(
                letters::add,
                work -> {
                  throw new RejectedExecutionException();
                })
            .build();
    register("ann");

    for (String name : List.of("ann", "nobody")) {
      assertThat(refusal(() -> full.logInByEmail().request(email(name), Client.unknown())))
          .isInstanceOf(Overloaded.class);
      assertThat(refusal(() -> full.resetPassword().request(email(name), Client.unknown())))
          .isInstanceOf(Overloaded.class);
    }
  }

  @Test
  void a_letter_that_cannot_be_sent_is_not_told_to_who_asked() {
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    var broken =
        ChattrAccounts.on(store, new PlainHasher(), new PlainTokens())
            .mailer(
                letter -> {
                  throw new IllegalStateException("no mail today");
                },
                Runnable::run)
            .build();
    register("ann");

    broken.logInByEmail().request(email("ann"), Client.unknown());
    broken.logInByEmail().request(email("nobody"), Client.unknown());
    QUIET.forEach(logger -> logger.setLevel(null));
  }

  @Test
  void what_is_limited_is_counted_by_address_and_by_account() {
    LoggedIn ann = register("ann");
    Client there = client("2001:db8::1");
    accounts.logIn().handle(new LogIn.Command("ann", SECRET, there));
    accounts.logInByEmail().request(email("ANN"), there);
    accounts.resetPassword().request(email("nobody"), there);
    refusal(() -> accounts.logInByEmail().verify(email("ann"), "wrong", there));
    refusal(() -> accounts.resetPassword().confirm("x.y", new Password(SECRET), there));
    refusal(() -> accounts.changePassword().confirm(ann.account().id(), "password", "wrong"));

    assertThat(counted)
        .containsExactly(
            "REGISTRATIONS 1.2.3.4",
            "LOG_INS 20010db800000000/64",
            "EMAIL_TOKENS 20010db800000000/64",
            "LETTERS ann@example.org",
            "EMAIL_TOKENS 20010db800000000/64",
            "LETTERS nobody@example.org",
            "LOG_INS 20010db800000000/64",
            "LOG_INS 20010db800000000/64",
            "PASSWORD_CHECKS " + ann.account().id());
  }

  @Test
  void who_does_too_much_is_refused_before_anything_is_done() {
    RateLimiter closed =
        (limit, who) -> {
          throw new Rejected(new RateLimited(Duration.ofSeconds(9)));
        };
    var hasher = new PlainHasher();
    var limited =
        ChattrAccounts.on(store, hasher, new PlainTokens())
            .limiter(closed)
            .mailer(letters::add, Runnable::run)
            .build();
    register("ann");
    Client client = client("1.2.3.4");
    var expected = new RateLimited(Duration.ofSeconds(9));

    assertThat(refusal(() -> limited.registerAccount().handle(registration("ben"))))
        .isEqualTo(expected);
    assertThat(refusal(() -> limited.logIn().handle(new LogIn.Command("ann", SECRET, client))))
        .isEqualTo(expected);
    assertThat(refusal(() -> limited.logInByEmail().request(email("ann"), client)))
        .isEqualTo(expected);
    assertThat(refusal(() -> limited.logInByEmail().verify(email("ann"), "1", client)))
        .isEqualTo(expected);
    assertThat(refusal(() -> limited.resetPassword().request(email("ann"), client)))
        .isEqualTo(expected);
    assertThat(hasher.hashes).hasValue(0);
    assertThat(hasher.comparisons).hasValue(0);
    assertThat(letters).isEmpty();
    assertThat(Limit.values()).isNotEmpty();
  }

  @Test
  void a_new_profile_is_announced_once_it_is_stored() {
    LoggedIn ann = register("ann");
    var heard = new ArrayList<String>();
    accounts.onProfileChange(
        user -> heard.add(accounts.require(user).displayName().orElse("nothing")));

    accounts.updateProfile().handle(named(ann, "Ann"));
    accounts.announcePending();

    assertThat(heard).containsExactly("Ann");
  }

  @Test
  void a_profile_that_could_not_be_announced_is_announced_later() {
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    LoggedIn ann = register("ann");
    accounts.onProfileChange(
        user -> {
          throw new IllegalStateException("not now");
        });
    assertThat(accounts.updateProfile().handle(named(ann, "Ann")).displayName()).contains("Ann");
    accounts.announcePending();
    var heard = new ArrayList<UserId>();

    accounts.onProfileChange(heard::add);
    accounts.announcePending();
    accounts.announcePending();

    assertThat(heard).containsExactly(ann.account().id());
    QUIET.forEach(logger -> logger.setLevel(null));
  }

  @Test
  void a_change_while_another_one_is_announced_is_announced_too() {
    LoggedIn ann = register("ann");
    var heard = new ArrayList<String>();
    accounts.onProfileChange(
        user -> {
          heard.add(accounts.require(user).displayName().orElse("nothing"));
          if (heard.size() == 1) {
            // By another node, which ends before it tells anybody.
            store
                .accounts()
                .change(user, now -> now.withDisplayName(Optional.of(new DisplayName("Annie"))));
          }
        });

    accounts.updateProfile().handle(named(ann, "Ann"));
    accounts.announcePending();

    assertThat(heard).containsExactly("Ann", "Annie");
    assertThat(store.accounts().unannounced(9)).isEmpty();
  }

  @Test
  void a_new_role_is_announced_as_others_see_it() {
    LoggedIn admin = register("admin");
    LoggedIn ann = register("ann");
    appoint(admin, Role.ADMIN, AccountState.ACTIVE);
    accounts.announcePending();
    var heard = new ArrayList<UserId>();
    accounts.onProfileChange(heard::add);

    accounts
        .administerAccounts()
        .handle(
            new AdministerAccounts.Command(
                admin.account().id(),
                ann.account().id(),
                Optional.of(Role.ADMIN),
                Optional.empty()));

    assertThat(heard).containsExactly(ann.account().id());
  }

  @Test
  void what_was_refused_is_known_by_nobody() {
    LoggedIn ann = register("ann");
    LoggedIn other = logIn("ann");

    accounts.ownLogins().end(ann.account().id(), other.session());

    assertThat(refused(other)).isEqualTo(problem(SESSION_REVOKED));
  }
}
