package io.chattr.application.live;

import io.chattr.domain.event.Cursor;

/** Hears what happens, for one reader: one call at a time, in log order, and must not block. */
@FunctionalInterface
public interface LiveListener {

  /** What it throws is logged, and it is told what comes next. */
  void hear(Notice notice);

  /**
   * Everything up to {@code cursor} was heard; told now and then, so that a reader to whom nothing
   * happens does not fall behind what the log keeps.
   */
  default void reached(Cursor cursor) {}

  /** Several events may follow at once: what is heard can wait for {@link #release} to go out. */
  default void hold() {}

  /** Nothing more follows at once. */
  default void release() {}

  /** The log has begun anew, and nobody can tell what was missed; this is the last call. */
  default void lost() {}
}
