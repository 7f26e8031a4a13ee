package io.chattr.domain.failure;

/** Carries a {@link Failure} out of the core. */
@SuppressWarnings("serial") // never serialised
public final class Rejected extends RuntimeException {
  private final Failure failure;

  public Rejected(Failure failure) {
    // An expected answer, not a defect: no stack trace to fill in on hot paths.
    super(failure.code() + ": " + failure.detail(), null, false, false);
    this.failure = failure;
  }

  /** Refuses one field of a request. */
  public static Rejected value(String field, ValueProblem problem, String reason) {
    return new Rejected(new Failure.InvalidValue(field, problem, reason));
  }

  public Failure failure() {
    return failure;
  }
}
