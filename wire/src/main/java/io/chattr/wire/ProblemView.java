package io.chattr.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.chattr.domain.failure.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Problem details for HTTP APIs (RFC 9457), with Chattr's stable {@code code}.
 *
 * @param retryAfter the seconds after which the same may succeed, where it is known to be a matter
 *     of time
 */
public record ProblemView(
    String type,
    String title,
    int status,
    String code,
    String detail,
    @Nullable Long retryAfter,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldProblem> errors) {

  /** Its media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPES = "/problems/";

  public ProblemView {
    errors = List.copyOf(errors);
  }

  /** What is wrong with one field of the request. */
  public record FieldProblem(String field, String code, String detail) {}

  public static ProblemView of(Failure failure) {
    List<FieldProblem> errors =
        failure instanceof Failure.InvalidValue value
            ? List.of(new FieldProblem(value.field(), value.code(), value.detail()))
            : List.of();
    @Nullable Long retryAfter = failure instanceof Failure.Busy busy ? seconds(busy) : null;
    return of(ProblemCode.of(failure), failure.detail(), retryAfter, errors);
  }

  /** A problem that no failure of the core stands for. */
  public static ProblemView of(ProblemCode code, String detail) {
    return of(code, detail, null, List.of());
  }

  private static long seconds(Failure.Busy busy) {
    return Math.max(1, busy.retryAfter().toSeconds());
  }

  private static ProblemView of(
      ProblemCode code, String detail, @Nullable Long retryAfter, List<FieldProblem> errors) {
    return new ProblemView(
        TYPES + code.code(), code.title(), code.status(), code.code(), detail, retryAfter, errors);
  }
}
