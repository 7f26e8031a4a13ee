package io.chattr.adapter.memory;

import io.chattr.application.port.Catchup;
import io.chattr.application.port.Committed;
import io.chattr.application.port.Journal;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.decision.Read;
import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.Logged;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Failure.Overloaded;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Fingerprint;
import io.chattr.domain.message.Message;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A journal in memory: one writer at a time, and what it wrote is as durable as the process. */
final class MemoryJournal implements Journal {
  private static final Logger LOG = System.getLogger(MemoryJournal.class.getName());
  private static final int KEY_BYTES = 32;
  private static final int MAX_ASKED = 1_000;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Tables tables;
  private final InstantSource clock;
  private final Projection projection;
  private final AsNow asNow;
  private final Visible visible;
  private final Map<UUID, Sent> sent = new HashMap<>();
  private final List<Consumer<List<Logged>>> listeners = new CopyOnWriteArrayList<>();
  private final String epoch = UUID.randomUUID().toString();
  private final byte[] key = new byte[KEY_BYTES];
  private Instant lastTime = Instant.EPOCH;

  MemoryJournal(Tables tables, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
    this.projection = new Projection(tables);
    this.asNow = new AsNow(tables);
    this.visible = new Visible(tables, asNow);
    new SecureRandom().nextBytes(key);
  }

  /** What was sent under a client id. */
  private record Sent(MessageId message, UUID words) {}

  @Override
  public <R> Committed<R> commit(Supplier<Decision<R>> deciding) {
    for (int asked = 0; asked < MAX_ASKED; asked++) {
      Decision<R> decision = deciding.get();
      Optional<Committed<R>> committed =
          tables.writing(() -> isFresh(decision) ? Optional.of(write(decision)) : Optional.empty());
      if (committed.isPresent()) {
        return committed.get();
      }
    }
    throw new Rejected(new Overloaded(RETRY_AFTER));
  }

  private boolean isFresh(Decision<?> decision) {
    return decision.reads().stream().allMatch(read -> version(read) == read.version());
  }

  private long version(Read read) {
    return switch (read.subject()) {
      case Subject.OfConversation(var id) -> {
        Room room = tables.rooms.get(id);
        yield room == null ? 0 : room.version;
      }
      case Subject.OfSeat(var seat) -> {
        Room room = tables.rooms.get(seat.conversation());
        yield room == null ? 0 : room.seatVersion(seat.user());
      }
      case Subject.OfRelation(var pair) -> tables.relation(pair).version();
      case Subject.OfDirect(var pair) -> tables.directs.containsKey(pair) ? 1 : 0;
      case Subject.OfMessage(var id) -> {
        Shelf shelf = tables.shelves.get(id);
        yield shelf == null ? 0 : shelf.message.version();
      }
      case Subject.OfSettings(var user) -> tables.person(user).settingsVersion;
      case Subject.OfKey(var mark) -> tables.done.containsKey(mark) ? 1 : 0;
    };
  }

  @SuppressWarnings("unchecked") // a Post is a Decision<Message>
  private <R> Committed<R> write(Decision<R> decision) {
    return switch (decision) {
      case Decision.Post post -> (Committed<R>) post(post.draft());
      case Decision.Change<R> change -> {
        append(change.events());
        change.once().ifPresent(once -> tables.done.put(once.mark(), once));
        yield new Committed<>(change.answer(), change.events().isEmpty());
      }
    };
  }

  private Committed<Message> post(Draft draft) {
    Optional<UUID> mark = draft.clientId().map(id -> Fingerprint.of(draft.sender(), id));
    UUID words = Fingerprint.of(draft, key);
    Sent earlier = mark.map(sent::get).orElse(null);
    if (earlier != null) {
      if (!earlier.words().equals(words)) {
        throw new Rejected(
            new Contradiction("This clientMessageId was used for another message before"));
      }
      return new Committed<>(tables.shelf(earlier.message()).message, true);
    }
    Room room = Objects.requireNonNull(tables.rooms.get(draft.conversation()));
    Message message = draft.at(room.lastSeq() + 1, now(), tables.position + 1);
    append(List.of(new MessagePosted(message)));
    mark.ifPresent(known -> sent.put(known, new Sent(message.id(), words)));
    return new Committed<>(message, false);
  }

  private void append(List<DomainEvent> events) {
    Instant at = now();
    var group = new ArrayList<Logged>();
    for (DomainEvent event : events) {
      long position = ++tables.position;
      DomainEvent stamped = projection.apply(position, event);
      var entry = new Entry(position, at, stamped);
      tables.log.put(position, entry);
      projection.stream(stamped).add(entry);
      group.add(new Logged(position, stamped));
    }
    if (!group.isEmpty()) {
      tell(List.copyOf(group));
    }
  }

  private void tell(List<Logged> group) {
    for (Consumer<List<Logged>> listener : listeners) {
      try {
        listener.accept(group);
      } catch (RuntimeException defect) {
        // The group is committed whatever a listener makes of it.
        LOG.log(Level.ERROR, "A listener failed on a committed group", defect);
      }
    }
  }

  private Instant now() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (now.isAfter(lastTime)) {
      lastTime = now;
    }
    return lastTime;
  }

  @Override
  public Catchup after(Cursor cursor, UserId reader, int limit) {
    return tables.reading(
        () -> {
          Cursor head = new Cursor(epoch, tables.position);
          if (!isTold(cursor, reader)) {
            return Catchup.reset(head);
          }
          List<Logged> events =
              visible
                  .after(reader, cursor.position())
                  .sorted(Comparator.comparingLong(Logged::position))
                  .limit(limit + 1L)
                  .toList();
          if (events.size() <= limit) {
            return new Catchup(events, head, true, false);
          }
          List<Logged> page = events.subList(0, limit);
          return new Catchup(page, new Cursor(epoch, page.get(limit - 1).position()), false, false);
        });
  }

  @Override
  public boolean covers(Cursor cursor, UserId reader, int max) {
    return tables.reading(
        () ->
            isTold(cursor, reader)
                && visible.after(reader, cursor.position()).limit(max + 1L).count() <= max);
  }

  private boolean isTold(Cursor cursor, UserId reader) {
    return cursor.epoch().equals(epoch)
        && cursor.position() <= tables.position
        && !visible.hasForgottenAfter(reader, cursor.position());
  }

  @Override
  public List<Logged> read(long position, int limit) {
    return tables.reading(
        () ->
            tables.log.tailMap(position, false).values().stream()
                .limit(limit)
                .map(entry -> new Logged(entry.position(), asNow.of(entry.event())))
                .toList());
  }

  @Override
  public Cursor head() {
    return tables.reading(() -> new Cursor(epoch, tables.position));
  }

  @Override
  public void onCommit(Consumer<List<Logged>> listener) {
    listeners.add(listener);
  }

  @Override
  public int forget(Instant then, int limit) {
    return tables.writing(
        () -> {
          List<Entry> old =
              tables.log.values().stream()
                  .takeWhile(entry -> entry.at().isBefore(then))
                  .filter(entry -> !(entry.event() instanceof MessagePosted))
                  .limit(limit)
                  .toList();
          for (Entry entry : old) {
            tables.log.remove(entry.position());
            projection.stream(entry.event()).forget(entry.position());
          }
          return old.size();
        });
  }
}
