package io.chattr.bootstrap;

import java.util.stream.Stream;

/** Why the server cannot run here and now, in a sentence for whoever started it. */
@SuppressWarnings("serial") // never serialised
final class CannotStart extends RuntimeException {

  CannotStart(String reason) {
    super(reason);
  }

  CannotStart(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** Tells the innermost reason; the rest is how our parts are put together. */
  static CannotStart because(Throwable failure) {
    Throwable root = causes(failure).reduce((outer, inner) -> inner).orElse(failure);
    String said = root.getMessage();
    return new CannotStart(said == null ? root.toString() : said, failure);
  }

  static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, throwable -> throwable != null, Throwable::getCause);
  }
}
