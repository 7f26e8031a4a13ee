package io.chattr.bootstrap;

import java.sql.SQLException;
import java.util.stream.Stream;

/**
 * Why the server, or one of its commands, cannot run here and now, in a sentence for whoever
 * started it.
 */
@SuppressWarnings("serial") // never serialised
final class CannotStart extends RuntimeException {
  private static final int H2_IS_OPEN = 90020;
  // Classes of SQLSTATE (ISO 9075).
  private static final String NOT_REACHED = "08";
  private static final String NOT_LET_IN = "28";

  CannotStart(String reason) {
    super(reason);
  }

  CannotStart(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** Tells what those who run a server meet; of all else the innermost reason. */
  static CannotStart because(Throwable failure) {
    return causes(failure)
        .filter(SQLException.class::isInstance)
        .map(cause -> because((SQLException) cause, failure))
        .findFirst()
        .orElseGet(() -> new CannotStart(innermost(failure), failure));
  }

  /** Whether another process has the file of the database. */
  static boolean isOpenElsewhere(Throwable failure) {
    return causes(failure)
        .anyMatch(cause -> cause instanceof SQLException sql && sql.getErrorCode() == H2_IS_OPEN);
  }

  private static CannotStart because(SQLException problem, Throwable failure) {
    if (problem.getErrorCode() == H2_IS_OPEN) {
      return new CannotStart(
          "another Chattr has its data open; stop it, or set CHATTR_DATA to another folder",
          failure);
    }
    String state = String.valueOf(problem.getSQLState());
    return state.startsWith(NOT_REACHED) || state.startsWith(NOT_LET_IN)
        ? new CannotStart(
            "the database does not let us in; check DATABASE_URL: " + problem.getMessage(), failure)
        : new CannotStart(innermost(failure), failure);
  }

  private static String innermost(Throwable failure) {
    Throwable root = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
    String said = root.getMessage();
    return said == null ? root.toString() : said;
  }

  static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, throwable -> throwable != null, Throwable::getCause);
  }
}
