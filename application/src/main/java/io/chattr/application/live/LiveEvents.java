package io.chattr.application.live;

import io.chattr.application.people.ViewPeople;
import io.chattr.application.port.Catchup;
import io.chattr.application.port.Conversations;
import io.chattr.application.port.Journal;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.Logged;
import io.chattr.domain.identity.UserId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Hands committed events, in log order, to whoever listens for a person who may see them. */
public final class LiveEvents implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final long NANOS_BETWEEN_POSITIONS = Duration.ofMinutes(10).toNanos();

  private final Journal journal;
  private final Notices notices;
  private final Audience audience;
  private final LogTail tail;
  private final Map<UserId, List<Subscription>> subscriptions = new ConcurrentHashMap<>();
  private final List<Consumer<DomainEvent>> watchers = new CopyOnWriteArrayList<>();
  // Held while an event is handed out, so that a new subscription begins between two events.
  private final ReentrantLock handing = new ReentrantLock();
  private Cursor now;
  private long positionsTold = System.nanoTime();

  @Inject
  public LiveEvents(Journal journal, Conversations conversations, ViewPeople people) {
    this.journal = journal;
    this.notices = new Notices(people, conversations);
    this.audience = new Audience(conversations);
    this.tail = new LogTail(journal, new Hand(), IDLE);
    handing.lock();
    try {
      this.now = tail.start();
    } finally {
      handing.unlock();
    }
  }

  /**
   * Shows {@code watcher} every event, whomever it concerns, before anybody hears it; it must not
   * block.
   */
  public void watch(Consumer<DomainEvent> watcher) {
    watchers.add(watcher);
  }

  /** Listens for {@code reader} from now on. */
  public Subscription subscribe(UserId reader, LiveListener listener) {
    return subscribeKnowing(reader, cursor -> listener);
  }

  /**
   * The same for a listener that has to know where it begins: {@code beginning} is given the cursor
   * before the first event, and everything after it will be heard.
   */
  public Subscription subscribeKnowing(UserId reader, Function<Cursor, LiveListener> beginning) {
    handing.lock();
    try {
      return add(new Subscription(this, reader, now, true, beginning.apply(now)));
    } finally {
      handing.unlock();
    }
  }

  /**
   * Listens for {@code reader} from {@code cursor} on: {@link Subscription#catchUp} hands over what
   * came since, until it is live.
   */
  public Subscription subscribe(UserId reader, Cursor cursor, LiveListener listener) {
    return add(new Subscription(this, reader, cursor, false, listener));
  }

  /**
   * Completes, on a thread that must not be held, when something happens that {@code reader} may
   * see after this call; cancelling it ends the waiting.
   */
  public CompletableFuture<Void> next(UserId reader) {
    var next = new CompletableFuture<Void>();
    Subscription waiting =
        subscribe(
            reader,
            new LiveListener() {
              @Override
              public void hear(Notice notice) {
                next.complete(null);
              }

              @Override
              public void lost() {
                next.complete(null);
              }
            });
    var unused = next.whenComplete((heard, ended) -> waiting.close());
    return next;
  }

  /** What {@code reader} may see after {@code cursor}, at most {@code limit} events. */
  public Page after(UserId reader, Cursor cursor, int limit) {
    Catchup catchup = journal.after(cursor, reader, limit);
    List<Notice> events =
        catchup.events().stream()
            .map(logged -> notices.late(catchup.cursor().epoch(), logged, reader))
            .toList();
    return new Page(events, catchup.cursor(), catchup.complete(), catchup.reset());
  }

  /**
   * Whether the log can tell {@code reader} all that came after {@code cursor}, in {@code max}
   * events at most.
   */
  public boolean covers(UserId reader, Cursor cursor, int max) {
    return journal.covers(cursor, reader, max);
  }

  /** A {@link Catchup} of notices. */
  public record Page(List<Notice> events, Cursor cursor, boolean complete, boolean reset) {}

  private Subscription add(Subscription subscription) {
    subscriptions.compute(
        subscription.reader(),
        (reader, present) -> {
          List<Subscription> all = present == null ? new CopyOnWriteArrayList<>() : present;
          all.add(subscription);
          return all;
        });
    return subscription;
  }

  void remove(Subscription subscription) {
    subscriptions.computeIfPresent(
        subscription.reader(),
        (reader, present) -> {
          present.remove(subscription);
          return present.isEmpty() ? null : present;
        });
  }

  /** Takes what the tail hears. */
  private final class Hand implements LogTail.Reader {
    @Override
    public void hear(Logged logged) {
      var event = new Event(logged);
      handing.lock();
      try {
        if (logged.position() != now.position() + 1) {
          audience.forget();
        }
        watchers.forEach(watcher -> watcher.accept(logged.event()));
        audience.of(logged, event::offerTo);
        now = new Cursor(now.epoch(), logged.position());
      } finally {
        handing.unlock();
      }
    }

    @Override
    public void restart(Cursor head) {
      handing.lock();
      try {
        now = head;
        audience.forget();
        List<Subscription> all = all();
        subscriptions.clear();
        all.forEach(Subscription::lose);
      } finally {
        handing.unlock();
      }
    }

    @Override
    public void level() {
      if (System.nanoTime() - positionsTold < NANOS_BETWEEN_POSITIONS) {
        return;
      }
      positionsTold = System.nanoTime();
      handing.lock();
      try {
        all().forEach(subscription -> subscription.reach(now));
      } finally {
        handing.unlock();
      }
    }

    private List<Subscription> all() {
      return subscriptions.values().stream().flatMap(List::stream).toList();
    }
  }

  /** An event on its way out; its notice is made when the first one turns up who wants it. */
  private final class Event {
    private final Logged logged;
    private @Nullable Notice notice;

    Event(Logged logged) {
      this.logged = logged;
    }

    void offerTo(UserId reader) {
      List<Subscription> listening = subscriptions.get(reader);
      if (listening == null) {
        return;
      }
      Notice ready = notice;
      if (ready == null) {
        ready = notices.of(now.epoch(), logged);
        notice = ready;
      }
      for (Subscription subscription : listening) {
        subscription.offer(ready);
      }
    }
  }

  @Override
  public void close() {
    tail.close();
  }
}
