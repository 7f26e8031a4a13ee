package io.chattr.application.port;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.domain.failure.Rejected;
import java.util.Optional;

/**
 * Which part of a list: from its start or after the cursor of an earlier page, at most {@code
 * limit} items.
 */
public record PageRequest(Optional<String> cursor, int limit) {
  public static final int MAX_LIMIT = 100;
  public static final int DEFAULT_LIMIT = 50;

  public PageRequest {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Rejected.value("limit", INVALID_VALUE, "must be 1 to " + MAX_LIMIT);
    }
  }

  public static PageRequest first() {
    return new PageRequest(Optional.empty(), DEFAULT_LIMIT);
  }

  /** What a store answers to a cursor that it did not make. */
  public static Rejected unknownCursor() {
    return Rejected.value("cursor", INVALID_VALUE, "is not the cursor of a page of this list");
  }
}
