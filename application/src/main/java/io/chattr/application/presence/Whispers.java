package io.chattr.application.presence;

import io.chattr.domain.identity.UserId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes whispers on to whoever has connections, within this process. */
public final class Whispers {
  private static final Logger LOG = System.getLogger(Whispers.class.getName());

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** Has connections of people. */
  @FunctionalInterface
  public interface Listener {

    /**
     * For everyone in {@code audience}, on all their connections but the one that is called {@code
     * except}; must not block.
     */
    void hear(Collection<UserId> audience, Whisper whisper, String except);
  }

  public void listen(Listener listener) {
    listeners.add(listener);
  }

  public void leave(Listener listener) {
    listeners.remove(listener);
  }

  void tell(Collection<UserId> audience, Whisper whisper, String except) {
    for (Listener listener : listeners) {
      try {
        listener.hear(audience, whisper, except);
      } catch (RuntimeException defect) {
        LOG.log(Level.ERROR, "A listener failed on a whisper; going on", defect);
      }
    }
  }
}
