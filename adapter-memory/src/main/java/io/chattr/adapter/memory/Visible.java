package io.chattr.adapter.memory;

import io.chattr.domain.conversation.Interval;
import io.chattr.domain.event.ConversationEvent.MessageEvent;
import io.chattr.domain.event.Logged;
import io.chattr.domain.identity.UserId;
import java.util.Optional;

/** The log as one reader may see it: their own stream, and conversations while they are in them. */
final class Visible {
  private final Tables tables;
  private final AsNow now;

  Visible(Tables tables, AsNow now) {
    this.tables = tables;
    this.now = now;
  }

  /** In no order. */
  java.util.stream.Stream<Logged> after(UserId reader, long position) {
    return person(reader).stream()
        .flatMap(
            person ->
                java.util.stream.Stream.concat(
                    person.stream.after(position).stream(),
                    person.rooms.stream()
                        .map(tables.rooms::get)
                        .flatMap(room -> after(room, reader, position))))
        .map(entry -> new Logged(entry.position(), now.of(entry.event())));
  }

  boolean hasForgottenAfter(UserId reader, long position) {
    return person(reader).stream()
        .anyMatch(
            person ->
                person.stream.hasForgottenAfter(position)
                    || person.rooms.stream()
                        .map(tables.rooms::get)
                        .filter(room -> isIn(room, reader, position))
                        .anyMatch(room -> room.stream.hasForgottenAfter(position)));
  }

  private Optional<Person> person(UserId reader) {
    return Optional.ofNullable(tables.people.get(reader));
  }

  private static java.util.stream.Stream<Entry> after(Room room, UserId reader, long position) {
    var times = room.intervals.stream().filter(time -> time.user().equals(reader)).toList();
    return room.stream.after(position).stream()
        .filter(entry -> times.stream().anyMatch(time -> sees(time, entry)));
  }

  private static boolean sees(Interval time, Entry entry) {
    return entry.event() instanceof MessageEvent about
        ? time.contains(entry.position(), about.message().seq())
        : time.contains(entry.position());
  }

  private static boolean isIn(Room room, UserId reader, long position) {
    return room.intervals.stream()
        .anyMatch(time -> time.user().equals(reader) && time.to() > position);
  }
}
