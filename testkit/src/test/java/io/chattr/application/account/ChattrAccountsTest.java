package io.chattr.application.account;

import static io.chattr.domain.failure.AuthenticationProblem.INVALID_CREDENTIALS;
import static io.chattr.domain.failure.AuthenticationProblem.SESSION_REVOKED;
import static io.chattr.domain.failure.AuthenticationProblem.TOKEN_EXPIRED;
import static io.chattr.domain.failure.AuthenticationProblem.TOKEN_INVALID;
import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.port.Authenticator.Caller;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Password;
import io.chattr.domain.account.Username;
import io.chattr.domain.failure.AuthenticationProblem;
import io.chattr.domain.failure.Failure;
import io.chattr.domain.failure.Failure.AlreadyExists;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Role;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChattrAccountsTest {
  private static final String SECRET = "correct horse";

  // A logger lives as long as somebody holds it.
  private static final Logger QUIET = Logger.getLogger(EndLogin.class.getName());

  private final PlainHasher hasher = new PlainHasher();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final ChattrAccounts accounts =
      ChattrAccounts.on(new MemoryStore(), hasher, new PlainTokens()).clock(() -> now).build();

  @Test
  void who_registers_is_logged_in() {
    LoggedIn ann = register("ann");

    assertThat(ann.account().username()).isEqualTo(new Username("ann"));
    assertThat(ann.account().role()).isEqualTo(Role.USER);
    assertThat(ann.account().createdAt()).isEqualTo(now);
    assertThat(ann.expiresIn()).isEqualTo(Duration.ofMinutes(15));
    assertThat(caller(ann).user()).isEqualTo(ann.account().id());
    assertThat(caller(ann).expiresAt()).contains(now.plus(Duration.ofMinutes(15)));
    assertThat(accounts.require(ann.account().id())).isEqualTo(ann.account());
  }

  @Test
  void a_name_or_an_address_that_is_taken_is_refused() {
    register("ann");

    assertThat(refusal(() -> register("ANN"))).isEqualTo(new AlreadyExists("username"));
    assertThat(refusal(() -> register("ben", "Ann@example.org")))
        .isEqualTo(new AlreadyExists("email"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann", "ANN", "ann@example.org", "Ann@Example.ORG"})
  void people_log_in_with_their_name_or_their_address(String login) {
    LoggedIn registered = register("ann");

    LoggedIn again = logIn(login, SECRET);

    assertThat(again.account()).isEqualTo(registered.account());
    assertThat(again.refreshToken()).isNotEqualTo(registered.refreshToken());
    assertThat(caller(again).session()).isNotEqualTo(caller(registered).session());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ann", "nobody", "nobody@example.org", "ann@example.org", "", " ", "a\0b", "@"})
  void a_failed_log_in_does_not_tell_whether_the_account_exists(String login) {
    register("ann");

    assertThat(refusal(() -> logIn(login, "wrong horse"))).isEqualTo(problem(INVALID_CREDENTIALS));
    assertThat(hasher.comparisons).hasValue(1);
    assertThat(hasher.hashes).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "\uD83D", "a\0b"})
  void a_password_of_any_form_may_be_tried(String password) {
    register("ann");

    assertThat(refusal(() -> logIn("ann", password))).isEqualTo(problem(INVALID_CREDENTIALS));
    assertThat(refusal(() -> logIn("ann", "x".repeat(1_000))))
        .isEqualTo(problem(INVALID_CREDENTIALS));
  }

  @Test
  void a_refresh_gives_new_tokens_for_the_same_log_in() {
    LoggedIn first = register("ann");

    LoggedIn second = refresh(first);

    assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
    assertThat(second.account()).isEqualTo(first.account());
    assertThat(caller(second).session()).isEqualTo(caller(first).session());
    assertThat(refresh(second).account()).isEqualTo(first.account());
  }

  @Test
  void an_old_refresh_token_in_use_ends_the_log_in_and_no_other() {
    LoggedIn first = register("ann");
    LoggedIn elsewhere = logIn("ann", SECRET);
    LoggedIn second = refresh(first);

    assertThat(refusal(() -> refresh(first))).isEqualTo(problem(SESSION_REVOKED));

    assertThat(refusal(() -> refresh(second))).isEqualTo(problem(SESSION_REVOKED));
    assertThat(refusal(() -> caller(second))).isEqualTo(problem(SESSION_REVOKED));
    assertThat(refusal(() -> caller(first))).isEqualTo(problem(SESSION_REVOKED));
    assertThat(caller(elsewhere).user()).isEqualTo(first.account().id());
    assertThat(refresh(elsewhere).account()).isEqualTo(first.account());
  }

  @Test
  void whoever_listens_is_told_of_the_end_of_a_log_in_and_of_nothing_else() {
    QUIET.setLevel(Level.OFF);
    var told = new ArrayList<String>();
    accounts
        .authenticator()
        .onEnd(
            session -> {
              throw new IllegalStateException("a defect in a listener, as this test wants it");
            });
    LoggedIn first = register("ann");
    String session = caller(first).session();
    accounts
        .authenticator()
        .onEnd(
            ended -> {
              assertThat(refusal(() -> caller(first))).isEqualTo(problem(SESSION_REVOKED));
              told.add(ended);
            });
    logIn("ann", SECRET);
    refresh(first);
    assertThat(told).isEmpty();

    assertThat(refusal(() -> refresh(first))).isEqualTo(problem(SESSION_REVOKED));

    assertThat(told).containsExactly(session);
  }

  @Test
  void a_log_in_that_was_not_used_in_time_has_ended_for_those_who_listen() {
    var told = new ArrayList<String>();
    accounts.authenticator().onEnd(told::add);
    LoggedIn first = register("ann");
    String session = caller(first).session();
    now = now.plus(Duration.ofDays(60));

    assertThat(refusal(() -> refresh(first))).isEqualTo(problem(SESSION_REVOKED));

    assertThat(told).containsExactly(session);
  }

  @RepeatedTest(20)
  void one_refresh_token_is_good_for_one_refresh_however_many_try_at_once() {
    LoggedIn first = register("ann");

    List<Optional<LoggedIn>> answers =
        Race.of(
            4,
            runner ->
                () -> {
                  try {
                    return Optional.of(refresh(first));
                  } catch (Rejected refused) {
                    assertThat(refused.failure()).isEqualTo(problem(SESSION_REVOKED));
                    return Optional.<LoggedIn>empty();
                  }
                });

    assertThat(answers.stream().flatMap(Optional::stream)).hasSizeLessThanOrEqualTo(1);
    assertThat(refusal(() -> caller(first))).isEqualTo(problem(SESSION_REVOKED));
  }

  @Test
  void a_log_in_lives_as_long_as_it_is_used_in_time() {
    LoggedIn first = register("ann");
    now = now.plus(Duration.ofDays(59));
    LoggedIn second = refresh(first);
    now = now.plus(Duration.ofDays(59));
    LoggedIn third = refresh(second);
    now = now.plus(Duration.ofDays(60));

    assertThat(refusal(() -> refresh(third))).isEqualTo(problem(SESSION_REVOKED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "nonsense",
        "nonsense.nonsense",
        "1-1-1-1-1.x",
        "\0.\0",
        "0190b5a1-7c4e-7000-8000-0123456789ab"
      })
  void what_is_no_refresh_token_is_refused(String token) {
    assertThat(refusal(() -> accounts.refreshLogin().handle(token)))
        .isEqualTo(problem(TOKEN_INVALID));
  }

  @Test
  void an_oversized_refresh_token_is_refused_and_ends_nothing() {
    LoggedIn ann = register("ann");

    assertThat(
            refusal(() -> accounts.refreshLogin().handle(ann.refreshToken() + "x".repeat(1_000))))
        .isEqualTo(problem(TOKEN_INVALID));
    assertThat(caller(ann).user()).isEqualTo(ann.account().id());
  }

  @Test
  void a_refresh_token_of_no_log_in_is_refused() {
    assertThat(refusal(() -> accounts.refreshLogin().handle(Fresh.id() + ".secret")))
        .isEqualTo(problem(SESSION_REVOKED));
  }

  @Test
  void an_access_token_is_good_for_its_time() {
    LoggedIn ann = register("ann");
    now = now.plus(Duration.ofMinutes(15));

    assertThat(refusal(() -> caller(ann))).isEqualTo(problem(TOKEN_EXPIRED));
    assertThat(refusal(() -> accounts.authenticator().authenticate("forged")))
        .isEqualTo(problem(TOKEN_INVALID));
  }

  @Test
  void accounts_are_a_directory_of_people() {
    LoggedIn ann = register("ann");
    LoggedIn ben = register("ben");
    UserId nobody = new UserId("nobody");

    assertThat(
            accounts.directory().profiles(List.of(ann.account().id(), nobody, ben.account().id())))
        .containsOnlyKeys(ann.account().id(), ben.account().id());
    assertThat(accounts.directory().search("be", PageRequest.first()).items())
        .containsExactly(ben.account().profile());
    assertThat(refusal(() -> accounts.require(nobody))).isEqualTo(new NotFound("user"));
  }

  @Test
  void tokens_and_passwords_do_not_show_in_texts() {
    LoggedIn ann = register("ann");

    assertThat(ann.toString()).doesNotContain(ann.accessToken()).doesNotContain(ann.refreshToken());
    assertThat(new LogIn.Command("ann", SECRET).toString()).doesNotContain(SECRET);
  }

  private LoggedIn register(String name) {
    return register(name, name + "@example.org");
  }

  private LoggedIn register(String name, String email) {
    return accounts
        .registerAccount()
        .handle(
            new RegisterAccount.Command(
                new Username(name), new EmailAddress(email), new Password(SECRET)));
  }

  private LoggedIn logIn(String login, String password) {
    return accounts.logIn().handle(new LogIn.Command(login, password));
  }

  private LoggedIn refresh(LoggedIn present) {
    return accounts.refreshLogin().handle(present.refreshToken());
  }

  private Caller caller(LoggedIn loggedIn) {
    return accounts.authenticator().authenticate(loggedIn.accessToken());
  }

  private static Failure problem(AuthenticationProblem problem) {
    return new Unauthenticated(problem);
  }
}
