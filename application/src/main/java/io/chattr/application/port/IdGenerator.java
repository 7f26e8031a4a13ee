package io.chattr.application.port;

import java.util.UUID;

/** Makes ids that nobody has made before; they sort by the millisecond of their making. */
public interface IdGenerator {
  UUID next();
}
