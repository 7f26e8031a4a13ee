package io.chattr.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.failure.AuthenticationProblem;
import io.chattr.domain.failure.Failure;
import io.chattr.domain.failure.ValueProblem;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemViewTest {

  static Stream<Failure> failures() {
    var second = Duration.ofSeconds(1);
    return Stream.of(
            Stream.of(ValueProblem.values())
                .map(problem -> new Failure.InvalidValue("title", problem, "is wrong")),
            Stream.of(AuthenticationProblem.values()).map(Failure.Unauthenticated::new),
            Stream.of(
                new Failure.NotPermitted("post"),
                new Failure.AccountSuspended(),
                new Failure.NotFound("message"),
                new Failure.AlreadyExists("username"),
                new Failure.Contradiction("no"),
                new Failure.RateLimited(second),
                new Failure.Overloaded(second),
                new Failure.OutcomeUnknown(second)))
        .flatMap(all -> all.map(Failure.class::cast));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void every_failure_keeps_its_code_and_has_a_status(Failure failure) {
    ProblemView problem = ProblemView.of(failure);

    assertThat(problem.code()).isEqualTo(failure.code());
    assertThat(problem.type()).isEqualTo("/problems/" + failure.code());
    assertThat(problem.detail()).isEqualTo(failure.detail());
    assertThat(problem.status()).isBetween(400, 503);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void only_a_wrong_value_has_errors(Failure failure) {
    String text = new Json().text(ProblemView.of(failure));

    if (failure instanceof Failure.InvalidValue value) {
      assertThat(ProblemView.of(failure).errors())
          .isEqualTo(
              List.of(new ProblemView.FieldProblem("title", value.code(), "title is wrong")));
    } else {
      assertThat(text).doesNotContain("errors");
    }
  }
}
