package io.chattr.application.port;

import java.time.InstantSource;
import java.util.UUID;

/** Makes ids that nobody has made before; they sort by the millisecond of their making. */
public interface IdGenerator {
  UUID next();

  /** Makes UUIDv7 that nobody can guess. */
  static IdGenerator timeOrdered(InstantSource clock) {
    return new TimeOrderedIds(clock);
  }
}
