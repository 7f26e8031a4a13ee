package io.chattr.adapter.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.account.ChattrAccounts;
import io.chattr.application.account.LogIn;
import io.chattr.application.account.RegisterAccount;
import io.chattr.application.port.PasswordHasher;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Password;
import io.chattr.domain.account.Username;
import io.chattr.domain.failure.AuthenticationProblem;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A failed log-in does not tell whether the account exists, in words or in work. */
class LogInCostTest {
  private static final Password PASSWORD = new Password("correct horse");

  private final BcryptPasswordHasher bcrypt = new BcryptPasswordHasher(4, 1);
  private final CountingHasher counting = new CountingHasher(bcrypt);
  private final ChattrAccounts accounts =
      ChattrAccounts.on(
              new MemoryStore(),
              counting,
              new JjwtAccessTokens(new byte[32], Duration.ofMinutes(1)))
          .build();

  LogInCostTest() {
    accounts
        .registerAccount()
        .handle(
            new RegisterAccount.Command(
                new Username("ann"), new EmailAddress("ann@example.org"), PASSWORD));
  }

  @ParameterizedTest
  @CsvSource({
    "ann, wrong password",
    "ann@example.org, wrong password",
    "ANN, wrong password",
    "nobody, wrong password",
    "nobody@example.org, wrong password",
    "no such form, wrong password",
    "'', wrong password",
    "ann, ''",
    "nobody, ''",
    "ann, 0123456789012345678901234567890123456789012345678901234567890123456789-73",
    "nobody, 0123456789012345678901234567890123456789012345678901234567890123456789-73",
  })
  void every_failed_log_in_asks_once_computes_once_and_says_the_same(
      String login, String password) {
    long before = bcrypt.computed();
    counting.asked.clear();

    Rejected rejected =
        catchThrowableOfType(
            Rejected.class, () -> accounts.logIn().handle(new LogIn.Command(login, password)));

    assertThat(rejected.failure())
        .isEqualTo(new Unauthenticated(AuthenticationProblem.INVALID_CREDENTIALS));
    assertThat(counting.asked).containsExactly(password);
    assertThat(bcrypt.computed()).isEqualTo(before + 1);
  }

  @Test
  void a_log_in_that_succeeds_costs_the_same() {
    long before = bcrypt.computed();

    assertThat(accounts.logIn().handle(new LogIn.Command("Ann", PASSWORD.value())).account().id())
        .isNotNull();
    assertThat(bcrypt.computed()).isEqualTo(before + 1);
  }

  private static final class CountingHasher implements PasswordHasher {
    private final PasswordHasher hasher;
    private final List<String> asked = new ArrayList<>();

    CountingHasher(PasswordHasher hasher) {
      this.hasher = hasher;
    }

    @Override
    public String hash(Password password) {
      return hasher.hash(password);
    }

    @Override
    public boolean matches(String password, Optional<String> hash) {
      asked.add(password);
      return hasher.matches(password, hash);
    }
  }
}
