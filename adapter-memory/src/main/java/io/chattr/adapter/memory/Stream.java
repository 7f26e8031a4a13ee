package io.chattr.adapter.memory;

import io.chattr.domain.event.DomainEvent;
import java.util.Collection;
import java.util.TreeMap;

/** The part of the log that is about one conversation or one person. */
final class Stream {
  private final TreeMap<Long, Entry> entries = new TreeMap<>();
  private long forgotten;

  void add(Entry entry) {
    entries.put(entry.position(), entry);
  }

  void forget(long position) {
    entries.remove(position);
    forgotten = position;
  }

  /** Whether something after {@code position} is no longer here. */
  boolean hasForgottenAfter(long position) {
    return forgotten > position;
  }

  /** The newest first. */
  java.util.stream.Stream<DomainEvent> upTo(long position) {
    return entries.headMap(position, true).descendingMap().values().stream().map(Entry::event);
  }

  Collection<Entry> after(long position) {
    return entries.tailMap(position, false).values();
  }
}
