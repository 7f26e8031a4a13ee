package io.chattr.bootstrap.wiring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be closed at the end, in which order: what was made last goes first. */
public final class Closing implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Closing.class.getName());

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /** Remembers {@code part}, which will be closed after all that is added later. */
  <T extends AutoCloseable> T last(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception failure) {
        LOG.log(Level.WARNING, "Could not close " + part.getClass().getSimpleName(), failure);
      }
    }
  }
}
