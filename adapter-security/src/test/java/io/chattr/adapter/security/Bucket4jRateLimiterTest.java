package io.chattr.adapter.security;

import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.chattr.application.port.Limit;
import io.chattr.domain.failure.Failure.RateLimited;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Bucket4jRateLimiterTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Bucket4jRateLimiter limiter = new Bucket4jRateLimiter(() -> now);

  private void exhaust(Limit limit, String who) {
    for (int i = 0; i < limit.burst(); i++) {
      limiter.acquire(limit, who);
    }
  }

  private Duration refused(Limit limit, String who) {
    return ((RateLimited) refusal(() -> limiter.acquire(limit, who))).retryAfter();
  }

  @ParameterizedTest
  @EnumSource
  void who_has_done_it_often_waits_as_long_as_they_are_told_and_not_longer(Limit limit) {
    exhaust(limit, "ann");

    Duration wait = refused(limit, "ann");

    assertThat(wait).isPositive();
    assertThat(wait.toNanosPart()).isZero();
    now = now.plus(wait);
    assertThatCode(() -> limiter.acquire(limit, "ann")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource
  void in_the_long_run_it_is_as_often_as_the_table_says(Limit limit) {
    exhaust(limit, "ann");

    now = now.plus(limit.period());

    for (int i = 0; i < Math.min(limit.tokens(), limit.burst()); i++) {
      limiter.acquire(limit, "ann");
    }
    assertThat(refused(limit, "ann")).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void an_hour_makes_up_for_everything(Limit limit) {
    exhaust(limit, "ann");

    now = now.plus(Duration.ofHours(1));

    exhaust(limit, "ann");
    assertThat(refused(limit, "ann")).isPositive();
  }

  @Test
  void nobody_pays_for_others_or_for_other_things() {
    exhaust(Limit.LOG_INS, "1.2.3.4");

    assertThatCode(() -> limiter.acquire(Limit.LOG_INS, "1.2.3.5")).doesNotThrowAnyException();
    assertThatCode(() -> limiter.acquire(Limit.REGISTRATIONS, "1.2.3.4"))
        .doesNotThrowAnyException();
  }

  @Test
  void what_is_refused_does_not_count() {
    exhaust(Limit.LOG_INS, "1.2.3.4");
    Duration first = refused(Limit.LOG_INS, "1.2.3.4");

    for (int i = 0; i < 100; i++) {
      refused(Limit.LOG_INS, "1.2.3.4");
    }

    assertThat(refused(Limit.LOG_INS, "1.2.3.4")).isEqualTo(first);
  }

  @Test
  void more_callers_than_are_remembered_do_no_harm() {
    for (int i = 0; i < Bucket4jRateLimiter.MOST + 1_000; i++) {
      limiter.acquire(Limit.LOG_INS, "caller " + i);
    }
    exhaust(Limit.LOG_INS, "another");

    assertThat(refused(Limit.LOG_INS, "another")).isPositive();
  }
}
