package io.chattr.domain.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.failure.Failure.AlreadyExists;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Failure.InvalidValue;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Failure.OutcomeUnknown;
import io.chattr.domain.failure.Failure.Overloaded;
import io.chattr.domain.failure.Failure.RateLimited;
import io.chattr.domain.failure.Failure.Unauthenticated;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureTest {
  @Test
  void the_codes_that_clients_know_do_not_change() {
    var codes = new LinkedHashMap<Failure, String>();
    for (var problem : ValueProblem.values()) {
      codes.put(new InvalidValue("field", problem, "…"), problem.code());
    }
    for (var problem : AuthenticationProblem.values()) {
      codes.put(new Unauthenticated(problem), problem.code());
    }
    codes.put(new NotPermitted("post"), "not_permitted");
    codes.put(new Failure.AccountSuspended(), "account_suspended");
    codes.put(new NotFound("user"), "not_found");
    codes.put(new AlreadyExists("email"), "already_exists");
    codes.put(new Contradiction("…"), "conflict");
    codes.put(new RateLimited(Duration.ZERO), "rate_limited");
    codes.put(new Overloaded(Duration.ZERO), "overloaded");
    codes.put(new OutcomeUnknown(Duration.ZERO), "outcome_unknown");

    codes.forEach((failure, code) -> assertThat(failure.code()).isEqualTo(code));
    assertThat(codes.values())
        .contains(
            "required",
            "invalid_value",
            "too_long",
            "too_large",
            "malformed",
            "unauthenticated",
            "invalid_credentials",
            "token_invalid",
            "token_expired",
            "session_revoked")
        .doesNotHaveDuplicates();
  }

  @Test
  void every_failure_says_in_a_sentence_what_is_wrong() {
    Map<Failure, String> sentences =
        Map.of(
            new InvalidValue("title", ValueProblem.REQUIRED, "must not be blank"),
            "title must not be blank",
            new NotFound("conversation"),
            "There is no such conversation",
            new AlreadyExists("username"),
            "This username is taken",
            new RateLimited(Duration.ofMillis(20)),
            "Too many requests; try again after 1 s");

    sentences.forEach((failure, sentence) -> assertThat(failure.detail()).isEqualTo(sentence));
  }

  @Test
  void a_refusal_carries_its_failure_and_no_stack_trace() {
    var refused = new Rejected(new NotFound("user"));

    assertThat(refused.failure()).isEqualTo(new NotFound("user"));
    assertThat(refused).hasMessage("not_found: There is no such user");
    assertThat(refused.getStackTrace()).isEmpty();
  }
}
