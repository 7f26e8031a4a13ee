package io.chattr.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chattr.adapter.persistence.Waiting.Begun;
import io.chattr.adapter.persistence.dialect.Patience;
import io.chattr.application.port.Committed;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.decision.Read;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.Logged;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Failure.Overloaded;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Message;
import io.chattr.testkit.Refusals;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Room;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How groups are committed when several things meet in one, and when the counter is held. */
abstract class JournalTest {
  private static final Patience SHORT =
      new Patience(Duration.ofSeconds(30), Duration.ofMillis(200), Duration.ofSeconds(30));

  private SqlDatabase database;
  private SqlStore store;

  /** A new one, with its tables. */
  abstract SqlDatabase migrated();

  @BeforeEach
  void open() {
    database = migrated();
    store = SqlStore.open(database);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void reopen(SqlOptions options, InstantSource clock) {
    store.close();
    store = SqlStore.open(database, options, clock);
  }

  @Test
  void in_one_group_each_gets_its_own_answer() throws Exception {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    var cat = Fresh.person("cat");
    Room room = new Chat(store).group(ann, ben, cat);
    var mark = Fresh.clientId();
    var old = Fresh.clientId();
    Message earlier = room.send(ann, "earlier", old).value();
    Draft catsLast = room.draft(cat, "one last word");
    // Kept from before, as a cache keeps it.
    var standing = room.standing(cat);
    var asked = new AtomicInteger();
    var groups = new CopyOnWriteArrayList<List<Logged>>();
    var counter = new HeldCounter(database);

    var alone = Waiting.beginAndWait(() -> room.post(ann, "alone"));
    Waiting.until(JournalTest::isCommitting);
    store.journal().onCommit(groups::add);
    Begun<Committed<Message>> first = Waiting.beginAndWait(() -> room.send(ann, "hello", mark));
    Begun<Committed<Message>> repeat = Waiting.beginAndWait(() -> room.send(ann, "hello", mark));
    Begun<Committed<Message>> contradiction =
        Waiting.beginAndWait(() -> room.send(ann, "good-bye", mark));
    Begun<Committed<Message>> oldRepeat =
        Waiting.beginAndWait(() -> room.send(ann, "earlier", old));
    Begun<Object> removal =
        Waiting.beginAndWait(
            () -> {
              room.remove(ann, cat);
              return "removed";
            });
    Begun<Committed<Message>> stale =
        Waiting.beginAndWait(
            () ->
                store
                    .journal()
                    .commit(
                        () ->
                            (asked.incrementAndGet() == 1 ? standing : room.standing(cat))
                                .post(catsLast)));
    Begun<Committed<String>> defect =
        Waiting.beginAndWait(() -> store.journal().commit(() -> inNoConversation("never stored")));
    counter.release();

    long seq = alone.get().seq();
    assertThat(first.get().repeated()).isFalse();
    assertThat(first.get().value().seq()).isEqualTo(seq + 1);
    assertThat(repeat.get()).isEqualTo(new Committed<>(first.get().value(), true));
    assertThat(contradiction.thrown())
        .isInstanceOfSatisfying(
            Rejected.class,
            refused -> assertThat(refused.failure()).isInstanceOf(Contradiction.class));
    assertThat(oldRepeat.get()).isEqualTo(new Committed<>(earlier, true));
    assertThat(removal.get()).isEqualTo("removed");
    assertThat(stale.thrown())
        .isInstanceOfSatisfying(
            Rejected.class,
            refused -> assertThat(refused.failure()).isEqualTo(new NotFound("conversation")));
    assertThat(asked).hasValue(2);
    assertThat(defect.thrown()).isInstanceOf(IllegalArgumentException.class);
    assertThat(groups.get(groups.size() - 1))
        .extracting(Logged::event)
        .containsExactly(new MessagePosted(first.get().value()), new MemberRemoved(room.id(), cat));
    assertThat(room.post(ann, "after").seq()).isEqualTo(seq + 2);
    counter.close();
  }

  private static Decision<String> inNoConversation(String answer) {
    var nowhere = new ConversationId(Fresh.id());
    List<DomainEvent> events = List.of(new MemberRemoved(nowhere, Fresh.person("nobody")));
    return new Decision.Change<>(List.of(), events, answer);
  }

  @Test
  void a_full_queue_refuses_at_once_and_what_waits_is_committed() throws Exception {
    reopen(SqlOptions.DEFAULT.withQueueLimit(2).withGroupLimit(1), InstantSource.system());
    var ann = Fresh.person("ann");
    Room room = new Chat(store).direct(ann, Fresh.person("ben"));
    room.standing(ann);
    var counter = new HeldCounter(database);

    // One is in the committer's hands, and two are in the queue.
    var inHand = Waiting.beginAndWait(() -> room.post(ann, "in hand"));
    Waiting.until(JournalTest::isCommitting);
    var queued = Waiting.beginAndWait(() -> room.post(ann, "queued"));
    var last = Waiting.beginAndWait(() -> room.post(ann, "last in the queue"));

    assertThat(Refusals.refusal(() -> room.post(ann, "one too many")))
        .isInstanceOfSatisfying(
            Overloaded.class, busy -> assertThat(busy.retryAfter()).isPositive());

    counter.release();
    assertThat(List.of(inHand.get().seq(), queued.get().seq(), last.get().seq()))
        .containsExactly(1L, 2L, 3L);
    counter.close();
  }

  private static boolean isCommitting() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().equals("chattr-committer"))
        .flatMap(thread -> Arrays.stream(thread.getValue()))
        .anyMatch(frame -> frame.getClassName().endsWith(".Writer"));
  }

  @Test
  void while_the_counter_is_held_too_long_callers_are_refused_and_nothing_was_done()
      throws Exception {
    reopen(
        SqlOptions.DEFAULT.withPatience(SHORT).withGiveUp(Duration.ofMillis(300)),
        InstantSource.system());
    var ann = Fresh.person("ann");
    Room room = new Chat(store).direct(ann, Fresh.person("ben"));
    room.standing(ann);
    var counter = new HeldCounter(database);

    assertThat(Refusals.refusal(() -> room.post(ann, "hello"))).isInstanceOf(Overloaded.class);

    counter.release();
    assertThat(room.messages()).isEmpty();
    assertThat(room.post(ann, "hello").seq()).isEqualTo(1);
    counter.close();
  }

  @Test
  void what_is_stale_for_ever_is_refused_in_the_end() {
    var ann = Fresh.person("ann");
    Room room = new Chat(store).group(ann);
    var stale = List.of(new Read(new Read.Subject.OfConversation(room.id()), 77));

    assertThat(
            Refusals.refusal(
                () ->
                    store
                        .journal()
                        .commit(() -> new Decision.Post(stale, room.draft(ann, "never")))))
        .isInstanceOf(Overloaded.class);
    assertThat(room.messages()).isEmpty();
  }

  @Test
  void a_clock_that_goes_back_takes_no_message_with_it() {
    var now = new AtomicReference<>(Instant.now());
    reopen(SqlOptions.DEFAULT, now::get);
    var ann = Fresh.person("ann");
    Room room = new Chat(store).direct(ann, Fresh.person("ben"));

    Message first = room.post(ann, "first");
    now.set(now.get().minusSeconds(3_600));
    Message second = room.post(ann, "second");
    now.set(now.get().plusSeconds(7_200).plusNanos(1_999));
    Message third = room.post(ann, "third");

    assertThat(second.createdAt()).isEqualTo(first.createdAt());
    assertThat(third.createdAt()).isEqualTo(Instant.ofEpochMilli(now.get().toEpochMilli()));
  }

  @Test
  void a_reopened_database_has_everything_in_its_place() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = new Chat(store).direct(ann, ben);
    var mark = Fresh.clientId();
    Message first = room.send(ann, "first", mark).value();
    new Chat(store).befriend(ann, ben);
    room.read(ben, first);
    Cursor head = store.journal().head();
    List<Logged> log = new Chat(store).log(0);

    reopen(SqlOptions.DEFAULT, InstantSource.system());
    Room again = new Chat(store).room(room.id());

    assertThat(store.journal().head()).isEqualTo(head);
    assertThat(new Chat(store).log(0)).isEqualTo(log);
    assertThat(again.send(ann, "first", mark)).isEqualTo(new Committed<>(first, true));
    assertThat(again.post(ben, "second").seq()).isEqualTo(2);
    assertThat(store.journal().head().position()).isEqualTo(head.position() + 1);
  }

  @Test
  void a_new_epoch_resets_every_cursor_from_before() {
    var ann = Fresh.person("ann");
    Room room = new Chat(store).direct(ann, Fresh.person("ben"));
    Cursor before = store.journal().head();

    store.newEpoch();
    room.post(ann, "hello");

    assertThat(store.journal().after(before, ann, 10).reset()).isTrue();
    assertThat(store.journal().covers(before, ann, 10)).isFalse();
    assertThat(store.journal().head().epoch()).isNotEqualTo(before.epoch());
  }

  @Test
  void rows_of_dead_committers_go_in_time() throws Exception {
    var ann = Fresh.person("ann");
    new Chat(store).direct(ann, Fresh.person("ben"));
    reopen(SqlOptions.DEFAULT, () -> Instant.now().plus(Duration.ofDays(8)));

    new Chat(store).direct(ann, Fresh.person("cat"));

    try (var connection = database.open();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from chattr_committer")) {
      rows.next();
      assertThat(rows.getLong(1)).isEqualTo(1);
    }
  }

  @Test
  void tables_that_are_not_there_are_asked_for() {
    assertThatThrownBy(() -> SqlStore.open(empty()).close())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SqlStore.migrate");
  }

  /** A new one, without tables. */
  abstract SqlDatabase empty();
}
