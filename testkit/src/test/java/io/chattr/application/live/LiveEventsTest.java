package io.chattr.application.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.Chattr;
import io.chattr.domain.content.Content;
import io.chattr.domain.content.Deleted;
import io.chattr.domain.content.Text;
import io.chattr.domain.event.ConversationEvent.MessageEvent;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Race;
import io.chattr.testkit.fixture.Room;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LiveEventsTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");
  private static final UserId CAT = new UserId("cat");

  // A logger lives as long as somebody holds it.
  private static final Logger QUIET = Logger.getLogger(LogTail.class.getName());

  private final MemoryStore store = new MemoryStore();
  private final Chat chat = new Chat(store);
  private final Arrivals arriving = new Arrivals();

  @Test
  void a_subscriber_hears_what_they_may_see_in_the_order_of_the_log() {
    Room room = chat.group(ANN, BEN);
    Room others = chat.direct(ANN, CAT);
    try (Chattr chattr = Chattr.on(store).build()) {
      chattr.liveEvents().subscribe(BEN, arriving);

      room.post(ANN, "one");
      others.post(ANN, "not for ben");
      room.post(BEN, "two");
      room.remove(ANN, BEN);
      room.post(ANN, "not for ben");
      room.add(ANN, BEN);
      room.post(ANN, "three");

      assertThat(arriving.saidUpTo("three")).containsExactly("one", "two", "three");
    }
  }

  @Test
  void who_hears_nothing_is_told_how_far_the_log_has_come() {
    Room others = chat.direct(ANN, CAT);
    try (Chattr chattr = Chattr.on(store).positions(Duration.ZERO).build()) {
      var told = new LinkedBlockingQueue<Cursor>();
      chattr
          .liveEvents()
          .subscribe(
              BEN,
              new LiveListener() {
                @Override
                public void hear(Notice notice) {}

                @Override
                public void reached(Cursor cursor) {
                  told.add(cursor);
                }
              });
      others.post(ANN, "not for ben");

      assertThat(next(told)).isEqualTo(store.journal().head());
    }
  }

  /** The first that is not behind the head. */
  private Cursor next(BlockingQueue<Cursor> positions) {
    try {
      Cursor next = positions.take();
      while (next.position() < store.journal().head().position()) {
        next = positions.take();
      }
      return next;
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  @Test
  void who_has_read_ahead_of_the_others_is_not_taken_back() {
    Room room = chat.direct(ANN, BEN);
    Cursor behind = store.journal().head();
    room.post(ANN, "hello");
    var told = new ArrayList<Cursor>();
    try (Chattr chattr = Chattr.on(store).build()) {
      Subscription subscription =
          chattr
              .liveEvents()
              .subscribe(
                  BEN,
                  behind,
                  new LiveListener() {
                    @Override
                    public void hear(Notice notice) {}

                    @Override
                    public void reached(Cursor cursor) {
                      told.add(cursor);
                    }
                  });
      catchUp(subscription);

      subscription.reach(behind);

      assertThat(told).isEmpty();
      assertThat(subscription.cursor()).isEqualTo(store.journal().head());
    }
  }

  @RepeatedTest(100)
  void who_catches_up_while_others_write_hears_everything_once_and_in_order() {
    Room room = chat.direct(ANN, BEN);
    Cursor cursor = store.journal().head();
    List<String> posted =
        new ArrayList<>(IntStream.range(0, 3).mapToObj(i -> text(room, "before " + i)).toList());
    try (Chattr chattr = Chattr.on(store).build()) {
      Subscription subscription = chattr.liveEvents().subscribe(BEN, cursor, arriving);

      posted.addAll(
          Race.of(
                  2,
                  runner ->
                      () -> {
                        if (runner == 0) {
                          return IntStream.range(0, 8).mapToObj(i -> text(room, "x" + i)).toList();
                        }
                        catchUp(subscription);
                        return List.<String>of();
                      })
              .get(0));
      posted.add(text(room, "last"));

      assertThat(arriving.saidUpTo("last")).isEqualTo(posted);
    }
  }

  @Test
  void what_happens_while_the_last_page_is_handed_over_is_not_lost() {
    Room room = chat.direct(ANN, BEN);
    Cursor cursor = store.journal().head();
    room.post(ANN, "one");
    try (Chattr chattr = Chattr.on(store).build()) {
      var live = new Arrivals();
      Subscription subscription =
          chattr
              .liveEvents()
              .subscribe(
                  BEN,
                  cursor,
                  notice -> {
                    arriving.hear(notice);
                    if (arriving.size() == 1) {
                      room.post(ANN, "two");
                      live.next();
                    }
                  });
      // Its turn comes after the other's: what it hears, the other was offered.
      chattr.liveEvents().subscribe(BEN, live);

      assertThat(subscription.catchUp(10)).isEqualTo(Subscription.Progress.BEHIND);
      catchUp(subscription);

      assertThat(List.of(arriving.said(), arriving.said())).containsExactly("one", "two");
      assertThat(arriving.isEmpty()).isTrue();
    }
  }

  @Test
  void who_has_not_caught_up_hears_nothing_yet() {
    Room room = chat.direct(ANN, BEN);
    Cursor cursor = store.journal().head();
    try (Chattr chattr = Chattr.on(store).build()) {
      Subscription behind = chattr.liveEvents().subscribe(BEN, cursor, arriving);
      var live = new Arrivals();
      chattr.liveEvents().subscribe(BEN, live);
      room.post(ANN, "one");
      room.post(ANN, "two");
      live.next();
      live.next();

      assertThat(arriving.isEmpty()).isTrue();
      assertThat(behind.catchUp(1)).isEqualTo(Subscription.Progress.BEHIND);
      assertThat(arriving.said()).isEqualTo("one");
      assertThat(behind.cursor().position()).isLessThan(store.journal().head().position());
      catchUp(behind);
      assertThat(arriving.said()).isEqualTo("two");
      assertThat(behind.cursor()).isEqualTo(store.journal().head());
      assertThat(behind.catchUp(1)).isEqualTo(Subscription.Progress.LIVE);
    }
  }

  @Test
  void a_cursor_that_the_log_does_not_know_is_reset() {
    try (Chattr chattr = Chattr.on(store).build()) {
      var foreign = new Cursor("another", 0);

      assertThat(chattr.liveEvents().subscribe(BEN, foreign, arriving).catchUp(10))
          .isEqualTo(Subscription.Progress.RESET);
      assertThat(chattr.liveEvents().covers(BEN, foreign, 10)).isFalse();
      assertThat(chattr.liveEvents().after(BEN, foreign, 10).reset()).isTrue();
    }
  }

  @Test
  void who_closed_hears_nothing_more_and_others_do() {
    Room room = chat.direct(ANN, BEN);
    try (Chattr chattr = Chattr.on(store).build()) {
      var other = new Arrivals();
      Subscription closed = chattr.liveEvents().subscribe(BEN, arriving);
      chattr.liveEvents().subscribe(BEN, other);

      closed.close();
      room.post(ANN, "hello");

      assertThat(other.next().event()).isInstanceOf(MessagePosted.class);
      assertThat(arriving.isEmpty()).isTrue();
    }
  }

  @Test
  void a_listener_that_fails_does_not_silence_the_log() {
    QUIET.setLevel(Level.OFF);
    Room room = chat.direct(ANN, BEN);
    try (Chattr chattr = Chattr.on(store).build()) {
      var first = new AtomicBoolean(true);
      chattr
          .liveEvents()
          .subscribe(
              BEN,
              notice -> {
                if (first.getAndSet(false)) {
                  throw new IllegalStateException("a defect in a listener, as this test wants it");
                }
              });
      chattr.liveEvents().subscribe(BEN, arriving);

      room.post(ANN, "one");
      room.post(ANN, "two");

      assertThat(arriving.saidUpTo("two")).containsExactly("one", "two");
    }
  }

  @Test
  void the_next_event_ends_waiting() throws Exception {
    Room room = chat.direct(ANN, BEN);
    Room others = chat.direct(ANN, CAT);
    try (Chattr chattr = Chattr.on(store).build()) {
      CompletableFuture<Void> next = chattr.liveEvents().next(BEN);
      CompletableFuture<Void> catsNext = chattr.liveEvents().next(CAT);
      others.post(ANN, "for cat");
      catsNext.get(Race.PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).isNotDone();

      room.post(ANN, "for ben");
      next.get(Race.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Test
  void who_joins_gets_the_conversation_with_the_news() {
    Room room = chat.group(ANN, BEN);
    try (Chattr chattr = Chattr.on(store).build()) {
      chattr.liveEvents().subscribe(CAT, arriving);

      room.add(ANN, CAT);

      arriving.next();
      Notice joined = arriving.next();
      assertThat(joined.event()).isEqualTo(new ConversationJoined(CAT, room.id()));
      assertThat(joined.conversation()).contains(room.now());
    }
  }

  @Test
  void who_hears_late_that_they_joined_what_they_left_does_not_see_it() {
    Cursor cursor = store.journal().head();
    Room room = chat.group(ANN, BEN);
    room.add(ANN, CAT);
    room.remove(ANN, CAT);
    try (Chattr chattr = Chattr.on(store).build()) {
      assertThat(chattr.liveEvents().after(CAT, cursor, 10).events())
          .filteredOn(notice -> notice.event() instanceof ConversationJoined)
          .singleElement()
          .extracting(Notice::conversation)
          .isEqualTo(Optional.empty());
    }
  }

  @Test
  void who_left_is_told_late_what_a_message_held_when_they_left() {
    Room room = chat.group(ANN, BEN);
    Cursor cursor = store.journal().head();
    Message message = room.post(ANN, "first");
    room.edit(ANN, message, "second");
    room.remove(ANN, BEN);
    room.edit(ANN, message, "none of ben's business");
    try (Chattr chattr = Chattr.on(store).build()) {
      assertThat(contents(chattr.liveEvents().after(BEN, cursor, 10)))
          .containsExactly(new Text("second"), new Text("second"));
      assertThat(contents(chattr.liveEvents().after(ANN, cursor, 10)))
          .containsOnly(new Text("none of ben's business"));

      room.delete(ANN, message);
      assertThat(contents(chattr.liveEvents().after(BEN, cursor, 10))).containsOnly(new Deleted());
    }
  }

  private static List<Content> contents(LiveEvents.Page page) {
    return page.events().stream()
        .map(Notice::event)
        .filter(MessageEvent.class::isInstance)
        .map(event -> ((MessageEvent) event).message().content())
        .toList();
  }

  private static void catchUp(Subscription subscription) {
    Subscription.Progress progress;
    do {
      progress = subscription.catchUp(2);
    } while (progress == Subscription.Progress.BEHIND);
    assertThat(progress).isEqualTo(Subscription.Progress.LIVE);
  }

  private static String text(Room room, String text) {
    room.post(ANN, text);
    return text;
  }
}
