package io.chattr.domain.event;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.domain.failure.Rejected;
import io.chattr.domain.failure.Requirements;

/**
 * A place in a log: its holder has seen everything up to {@code position} of the log that {@code
 * epoch} names. Clients keep its text and never look into it.
 */
public record Cursor(String epoch, long position) {
  private static final int RADIX = 36;

  public Cursor {
    Requirements.text("cursor", epoch, 64);
    if (position < 0) {
      throw new IllegalArgumentException("position " + position);
    }
  }

  /** Reads what {@link #toString()} wrote. */
  public static Cursor of(String text) {
    int dot = text.lastIndexOf('.');
    if (dot > 0) {
      try {
        var cursor =
            new Cursor(text.substring(0, dot), Long.parseLong(text.substring(dot + 1), RADIX));
        if (cursor.toString().equals(text)) {
          return cursor;
        }
      } catch (IllegalArgumentException | Rejected malformed) {
        // Answered below, like any other text that is no cursor.
      }
    }
    throw Rejected.value("cursor", INVALID_VALUE, "is not a cursor of this server");
  }

  @Override
  public String toString() {
    return epoch + '.' + Long.toString(position, RADIX);
  }
}
