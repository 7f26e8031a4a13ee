package io.chattr.testkit;

import static io.chattr.domain.account.EmailToken.Purpose.LOG_IN;
import static io.chattr.domain.account.EmailToken.Purpose.RESET_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.EmailTokens;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.EmailToken;
import io.chattr.domain.account.EmailToken.Purpose;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link EmailTokens} must do. */
public interface EmailTokensContract extends AccountStoreUnderTest {
  int TRIES = 5;

  @Test
  default void a_token_is_good_once() {
    EmailToken token = put(LOG_IN, "right");

    assertThat(redeem(token, "right")).isTrue();
    assertThat(redeem(token, "right")).isFalse();
  }

  @Test
  default void nobody_else_and_nothing_else_is_meant_by_it() {
    EmailToken token = put(LOG_IN, "right");
    EmailToken others = put(LOG_IN, "other");

    assertThat(tokens().redeem(others.user(), LOG_IN, "right", Instant.now())).isFalse();
    assertThat(tokens().redeem(token.user(), RESET_PASSWORD, "right", Instant.now())).isFalse();
    assertThat(tokens().redeem(Fresh.person("nobody"), LOG_IN, "right", Instant.now())).isFalse();
    assertThat(redeem(token, "right")).isTrue();
  }

  @Test
  default void after_its_last_try_not_even_the_right_token_is_good() {
    EmailToken token = put(LOG_IN, "right");
    EmailToken lucky = put(LOG_IN, "right");
    for (int i = 0; i < TRIES; i++) {
      assertThat(redeem(token, "wrong")).isFalse();
    }
    for (int i = 0; i < TRIES - 1; i++) {
      assertThat(redeem(lucky, "wrong")).isFalse();
    }

    assertThat(redeem(token, "right")).isFalse();
    assertThat(redeem(lucky, "right")).isTrue();
  }

  @Test
  default void a_token_is_good_until_it_expires() {
    EmailToken token = put(LOG_IN, "right");

    assertThat(tokens().redeem(token.user(), LOG_IN, "right", token.expiresAt())).isFalse();
    assertThat(tokens().redeem(token.user(), LOG_IN, "right", token.expiresAt().minusMillis(1)))
        .isTrue();
  }

  @Test
  default void a_new_token_takes_the_place_of_the_one_before() {
    EmailToken former = put(LOG_IN, "former");
    tokens().put(token(former.user(), RESET_PASSWORD, "reset"));
    for (int i = 0; i < TRIES; i++) {
      redeem(former, "wrong");
    }
    EmailToken next = token(former.user(), LOG_IN, "next");
    tokens().put(next);

    assertThat(redeem(next, "former")).isFalse();
    assertThat(redeem(next, "next")).isTrue();
    assertThat(tokens().redeem(former.user(), RESET_PASSWORD, "reset", Instant.now())).isTrue();
  }

  @Test
  default void of_many_who_show_the_right_token_at_once_one_is_right() {
    EmailToken token = put(LOG_IN, "right");

    assertThat(Race.of(4, runner -> () -> redeem(token, "right"))).containsOnlyOnce(true);
  }

  @Test
  default void tries_of_the_same_time_all_count() {
    EmailToken token = put(LOG_IN, "right");

    Race.of(TRIES, runner -> () -> redeem(token, "wrong"));

    assertThat(redeem(token, "right")).isFalse();
  }

  @Test
  default void of_many_tokens_put_at_once_one_is_kept() {
    EmailToken token = put(LOG_IN, "first");

    Race.of(
        4,
        runner ->
            () -> {
              tokens().put(token(token.user(), LOG_IN, "next" + runner));
              return runner;
            });

    List<Boolean> good =
        List.of(
            redeem(token, "next0"),
            redeem(token, "next1"),
            redeem(token, "next2"),
            redeem(token, "next3"));
    assertThat(good).containsOnlyOnce(true);
    assertThat(redeem(token, "first")).isFalse();
  }

  @Test
  default void a_token_that_was_taken_away_is_not_good() {
    EmailToken token = put(LOG_IN, "right");

    tokens().remove(token.user(), LOG_IN);
    tokens().remove(token.user(), LOG_IN);

    assertThat(redeem(token, "right")).isFalse();
  }

  @Test
  default void what_has_expired_is_dropped_and_nothing_else() {
    EmailToken token = put(LOG_IN, "right");
    var old =
        new EmailToken(token.user(), RESET_PASSWORD, "old", Instant.ofEpochMilli(1_000), TRIES);
    tokens().put(old);

    assertThat(tokens().removeExpired(Instant.ofEpochMilli(999), 1_000)).isZero();
    assertThat(tokens().removeExpired(Instant.ofEpochMilli(1_000), 1_000)).isPositive();
    assertThat(tokens().removeExpired(Instant.ofEpochMilli(1_000), 1_000)).isZero();
    assertThat(tokens().redeem(token.user(), RESET_PASSWORD, "old", Instant.EPOCH)).isFalse();
    assertThat(redeem(token, "right")).isTrue();
  }

  private EmailTokens tokens() {
    return accountStore().emailTokens();
  }

  private EmailToken put(Purpose purpose, String hash) {
    Account account = AccountStoreUnderTest.anybody();
    accountStore().accounts().add(account);
    EmailToken token = token(account.id(), purpose, hash);
    tokens().put(token);
    return token;
  }

  private static EmailToken token(UserId user, Purpose purpose, String hash) {
    return new EmailToken(user, purpose, hash, Fresh.now().plusSeconds(600), TRIES);
  }

  private boolean redeem(EmailToken token, String hash) {
    return tokens().redeem(token.user(), token.purpose(), hash, Instant.now());
  }
}
