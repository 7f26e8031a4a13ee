package io.chattr.adapter.persistence.journal;

import io.chattr.domain.event.Logged;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Those who are handed what was committed. */
final class Listeners {
  private static final Logger LOG = System.getLogger(Listeners.class.getName());

  private final List<Consumer<List<Logged>>> all = new CopyOnWriteArrayList<>();

  void add(Consumer<List<Logged>> listener) {
    all.add(listener);
  }

  void tell(List<Logged> events) {
    if (events.isEmpty()) {
      return;
    }
    List<Logged> group = List.copyOf(events);
    for (Consumer<List<Logged>> listener : all) {
      try {
        listener.accept(group);
      } catch (RuntimeException defect) {
        // The group is committed whatever a listener makes of it.
        LOG.log(Level.ERROR, "A listener failed on a committed group", defect);
      }
    }
  }
}
