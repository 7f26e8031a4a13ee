package io.chattr.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.persistence.Waiting.Begun;
import io.chattr.adapter.persistence.dialect.HeldDisk;
import io.chattr.application.Chattr;
import io.chattr.application.live.Notice;
import io.chattr.application.port.Committed;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.failure.Failure.OutcomeUnknown;
import io.chattr.domain.failure.Failure.Overloaded;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Message;
import io.chattr.testkit.Refusals;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Room;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between the commit of a group and its arrival on the disk nobody hears of it. */
class H2DurabilityTest {
  @TempDir Path folder;

  private final HeldDisk disk = new HeldDisk();
  private final UserId ann = Fresh.person("ann");
  private final UserId ben = Fresh.person("ben");
  private SqlStore store;
  private Room room;
  private Cursor before;

  @BeforeEach
  void open() {
    SqlDatabase database = SqlDatabase.h2(folder.resolve("chattr"), disk.dialect());
    SqlStore.migrate(database);
    store =
        SqlStore.open(
            database, SqlOptions.DEFAULT.withGiveUp(Duration.ZERO), InstantSource.system());
    room = new Chat(store).direct(ann, ben);
    before = store.journal().head();
  }

  @AfterEach
  void close() {
    disk.repair();
    disk.release();
    store.close();
  }

  @Test
  void the_head_is_told_when_it_is_durable() throws Exception {
    Begun<Message> posting = postAndHold();

    Begun<Cursor> head = reading(() -> store.journal().head());

    assertThat(head.answer()).isNotDone();
    disk.release();
    assertThat(head.get().position()).isEqualTo(before.position() + 1);
    assertThat(posting.get().seq()).isEqualTo(1);
  }

  @Test
  void events_are_read_when_they_are_durable() throws Exception {
    postAndHold();

    var log = reading(() -> store.journal().read(before.position(), 10));
    var caughtUp = reading(() -> store.journal().after(before, ben, 10));

    assertThat(log.answer()).isNotDone();
    assertThat(caughtUp.answer()).isNotDone();
    disk.release();
    assertThat(log.get()).hasSize(1);
    assertThat(caughtUp.get().events()).isEqualTo(log.get());
  }

  @Test
  void a_gap_is_covered_when_what_fills_it_is_durable() throws Exception {
    postAndHold();

    var covered = reading(() -> store.journal().covers(before, ben, 10));

    assertThat(covered.answer()).isNotDone();
    disk.release();
    assertThat(covered.get()).isTrue();
  }

  @Test
  void tables_are_shown_when_what_they_hold_is_durable() throws Exception {
    postAndHold();

    var history = reading(room::messages);
    var overview = reading(() -> room.overview(ben));

    assertThat(history.answer()).isNotDone();
    assertThat(overview.answer()).isNotDone();
    disk.release();
    assertThat(history.get()).hasSize(1);
    assertThat(overview.get().unread()).isEqualTo(1);
  }

  @Test
  void who_listens_hears_nothing_by_the_tails_own_look_either() throws Exception {
    var heard = new LinkedBlockingQueue<Notice>();
    try (Chattr chattr = Chattr.on(store).build()) {
      chattr.liveEvents().subscribe(ben, heard::add);

      Begun<Message> posting = postAndHold();
      Waiting.until(() -> !heard.isEmpty() || isTailWaitingForTheDisk());

      assertThat(heard).isEmpty();
      disk.release();
      posting.get();
      Waiting.until(() -> !heard.isEmpty());
    }
  }

  @Test
  void a_repeat_is_answered_when_the_first_is_durable() throws Exception {
    var mark = Fresh.clientId();
    room.standing(ann);
    disk.hold();
    Begun<Committed<Message>> first = Waiting.beginAndWait(() -> room.send(ann, "hello", mark));
    Waiting.until(H2DurabilityTest::isGroupOnItsWay);

    Begun<Committed<Message>> repeat = reading(() -> room.send(ann, "hello", mark));

    assertThat(first.answer()).isNotDone();
    assertThat(repeat.answer()).isNotDone();
    disk.release();
    assertThat(repeat.get()).isEqualTo(new Committed<>(first.get().value(), true));
  }

  @Test
  void a_repeat_of_what_never_arrived_on_the_disk_is_answered_when_it_has() {
    var standing = room.standing(ann);
    Draft draft = room.draft(ann, "hello", Optional.of(Fresh.clientId()));
    Callable<Committed<Message>> sending = () -> store.journal().commit(() -> standing.post(draft));
    disk.breakDown();
    assertThat(Refusals.refusal(sending)).isInstanceOf(OutcomeUnknown.class);
    assertThat(Refusals.refusal(sending)).isInstanceOf(Overloaded.class);

    disk.repair();
    int arrived = disk.arrived();
    Committed<Message> repeat = store.journal().commit(() -> standing.post(draft));

    assertThat(repeat.repeated()).isTrue();
    assertThat(disk.arrived()).isGreaterThan(arrived);
  }

  @Test
  void who_reads_what_never_arrived_on_the_disk_brings_it_there() {
    disk.breakDown();
    assertThat(Refusals.refusal(() -> room.post(ann, "hello"))).isInstanceOf(OutcomeUnknown.class);

    disk.repair();
    int arrived = disk.arrived();

    assertThat(store.journal().head().position()).isEqualTo(before.position() + 1);
    assertThat(disk.arrived()).isGreaterThan(arrived);
  }

  @Test
  void what_a_crash_left_in_the_file_is_on_the_disk_before_it_is_read() {
    store.close();
    int arrived = disk.arrived();

    store = SqlStore.open(SqlDatabase.h2(folder.resolve("chattr"), disk.dialect()));

    assertThat(disk.arrived()).isGreaterThan(arrived);
  }

  /** Posts, and returns when the message is committed, and on its way to the disk. */
  private Begun<Message> postAndHold() {
    room.standing(ann);
    disk.hold();
    Begun<Message> posting = Waiting.beginAndWait(() -> room.post(ann, "hello"));
    Waiting.until(H2DurabilityTest::isGroupOnItsWay);
    return posting;
  }

  /** Begins it, and returns when it has its answer, or can do no more but wait for the disk. */
  private static <T> Begun<T> reading(Callable<T> task) {
    Begun<T> begun = Waiting.begin(task);
    Waiting.until(() -> begun.answer().isDone() || isWaitingForTheDisk(begun.thread()));
    return begun;
  }

  private static boolean isWaitingForTheDisk(Thread thread) {
    return is(thread, ".Unsettled", "await") || is(thread, ".Pending", "await");
  }

  private static boolean isTailWaitingForTheDisk() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("chattr-log-tail"))
        .anyMatch(H2DurabilityTest::isWaitingForTheDisk);
  }

  private static boolean isGroupOnItsWay() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("chattr-committer"))
        .anyMatch(thread -> is(thread, ".HeldDisk", "checkpoint"));
  }

  private static boolean is(Thread thread, String type, String method) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(
            frame -> frame.getClassName().endsWith(type) && frame.getMethodName().equals(method));
  }
}
