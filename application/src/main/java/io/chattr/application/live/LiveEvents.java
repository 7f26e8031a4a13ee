package io.chattr.application.live;

import io.chattr.application.people.ViewPeople;
import io.chattr.application.port.Catchup;
import io.chattr.application.port.Journal;
import io.chattr.application.port.Preferences;
import io.chattr.application.port.Store;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.Logged;
import io.chattr.domain.identity.UserId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Hands committed events, in log order, to whoever listens for a person who may see them. */
public final class LiveEvents implements AutoCloseable {
  /** How often those who hear nothing are told how far the log has come. */
  public static final Duration POSITIONS = Duration.ofMinutes(10);

  private static final Duration IDLE = Duration.ofSeconds(1);

  private final Journal journal;
  private final Notices notices;
  private final Audience audience;
  private final Preferences preferences;
  private final Reticence reticence;
  private final LogTail tail;
  private final Map<UserId, List<Subscription>> subscriptions = new ConcurrentHashMap<>();
  private final List<Consumer<DomainEvent>> watchers = new CopyOnWriteArrayList<>();
  // Held while an event is handed out, so that a new subscription begins between two events.
  private final ReentrantLock handing = new ReentrantLock();
  private Cursor now;
  private volatile Recent recent;
  private final long nanosBetweenPositions;
  private long positionsTold = System.nanoTime();

  @Inject
  public LiveEvents(Store store, ViewPeople people) {
    this(store, people, POSITIONS);
  }

  /** Tells those who hear nothing every {@code positions}, or second, how far the log has come. */
  public LiveEvents(Store store, ViewPeople people, Duration positions) {
    this.nanosBetweenPositions = positions.toNanos();
    this.journal = store.journal();
    this.notices = new Notices(people, store.conversations(), store.messages());
    this.audience = new Audience(store.conversations());
    this.preferences = store.preferences();
    this.reticence = new Reticence(store.preferences());
    this.tail = new LogTail(journal, new Hand(), IDLE);
    handing.lock();
    try {
      this.now = tail.start();
      this.recent = new Recent(now);
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

  /** The same as {@link #after}, but of what is in hand, events may be told as they happened. */
  Page heardAfter(UserId reader, Cursor cursor, int limit) {
    return inHand(reader, cursor, limit)
        .map(page -> page.with(veiledAsHeard(reader, page.events())))
        .orElseGet(() -> after(reader, cursor, limit));
  }

  /** Empty while this node has yet to read what is in the log by now. */
  private Optional<Page> inHand(UserId reader, Cursor cursor, int limit) {
    Recent known = recent;
    return known.mayKnow(cursor) && known.reaches(journal.head())
        ? known.after(reader, cursor, limit)
        : Optional.empty();
  }

  /** What {@code reader} may see after {@code cursor}, at most {@code limit} events. */
  public Page after(UserId reader, Cursor cursor, int limit) {
    Catchup catchup = journal.after(cursor, reader, limit);
    List<Notice> events =
        catchup.events().stream()
            .map(logged -> notices.late(catchup.cursor().epoch(), logged, reader))
            .toList();
    return new Page(veiled(reader, events), catchup.cursor(), catchup.complete(), catchup.reset());
  }

  /**
   * Whether the log can tell {@code reader} all that came after {@code cursor}, in {@code max}
   * events at most.
   */
  public boolean covers(UserId reader, Cursor cursor, int max) {
    return inHand(reader, cursor, max).filter(Page::complete).isPresent()
        || journal.covers(cursor, reader, max);
  }

  /** Asks the store for all of them at once, and not at all where nobody's reading is told. */
  private List<Notice> veiled(UserId reader, List<Notice> events) {
    return veiled(reader, events, preferences::withoutReceipts);
  }

  private List<Notice> veiledAsHeard(UserId reader, List<Notice> events) {
    return veiled(reader, events, this::reticent);
  }

  private Set<UserId> reticent(Set<UserId> users) {
    handing.lock();
    try {
      return reticence.among(users);
    } finally {
      handing.unlock();
    }
  }

  private static List<Notice> veiled(
      UserId reader, List<Notice> events, UnaryOperator<Set<UserId>> withoutReceipts) {
    var concerned = new HashSet<UserId>();
    events.forEach(notice -> concerned.addAll(notice.whoseReading()));
    if (concerned.isEmpty()) {
      return events;
    }
    concerned.add(reader);
    Set<UserId> without = withoutReceipts.apply(concerned);
    return without.isEmpty()
        ? events
        : events.stream().map(notice -> new Variants(notice, without).to(reader)).toList();
  }

  /** A {@link Catchup} of notices. */
  public record Page(List<Notice> events, Cursor cursor, boolean complete, boolean reset) {
    private Page with(List<Notice> others) {
      return new Page(others, cursor, complete, reset);
    }
  }

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
    // Those to whom more may be handed at once; all on the tail's thread.
    private final Set<Subscription> held = new HashSet<>();
    private boolean holding;

    @Override
    public void begin(int events) {
      holding = events > 1;
    }

    @Override
    public void end() {
      held.forEach(Subscription::release);
      held.clear();
    }

    @Override
    public void hear(Logged logged) {
      handing.lock();
      try {
        if (logged.position() != now.position() + 1) {
          audience.forget();
          reticence.forget();
          recent = new Recent(new Cursor(now.epoch(), logged.position() - 1));
        }
        reticence.hear(logged.event());
        watchers.forEach(watcher -> watcher.accept(logged.event()));
        var readers = new HashSet<UserId>();
        audience.of(logged, readers::add);
        Optional<Notice> notice =
            Optional.of(logged)
                .filter(told -> Recent.tells(told.event()))
                .map(told -> notices.of(now.epoch(), told));
        recent.add(logged, readers, notice);
        List<UserId> listening = readers.stream().filter(subscriptions::containsKey).toList();
        if (!listening.isEmpty()) {
          variants(notice.orElseGet(() -> notices.of(now.epoch(), logged)), listening)
              .hand(listening, this::offer);
        }
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
        reticence.forget();
        recent = new Recent(head);
        List<Subscription> all = all();
        subscriptions.clear();
        all.forEach(Subscription::lose);
      } finally {
        handing.unlock();
      }
    }

    @Override
    public void level() {
      if (System.nanoTime() - positionsTold < nanosBetweenPositions) {
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

    private Variants variants(Notice notice, List<UserId> listening) {
      Set<UserId> told = notice.whoseReading();
      if (told.isEmpty()) {
        return new Variants(notice, Set.of());
      }
      var concerned = new HashSet<>(told);
      concerned.addAll(listening);
      return new Variants(notice, reticence.among(concerned));
    }

    private void offer(Notice notice, UserId reader) {
      for (Subscription subscription : subscriptions.getOrDefault(reader, List.of())) {
        if (holding && held.add(subscription)) {
          subscription.hold();
        }
        subscription.offer(notice);
      }
    }

    private List<Subscription> all() {
      return subscriptions.values().stream().flatMap(List::stream).toList();
    }
  }

  @Override
  public void close() {
    tail.close();
  }
}
