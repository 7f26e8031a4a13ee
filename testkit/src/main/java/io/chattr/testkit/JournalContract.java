package io.chattr.testkit;

import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chattr.application.port.Committed;
import io.chattr.domain.conversation.Permission;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.decision.Roster;
import io.chattr.domain.decision.Standing;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.Logged;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Ear;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import io.chattr.testkit.fixture.Room;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How a {@link io.chattr.application.port.Journal} commits. */
public interface JournalContract extends StoreUnderTest {
  @Test
  default void an_event_takes_its_place_behind_all_that_are_in_the_log() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    Cursor before = store().journal().head();

    Message message = room.post(ann, "hello");

    assertThat(chat().log(before.position()))
        .filteredOn(logged -> logged.event().equals(new MessagePosted(message)))
        .singleElement()
        .satisfies(
            logged ->
                assertThat(logged.position())
                    .isGreaterThan(before.position())
                    .isLessThanOrEqualTo(store().journal().head().position()));
  }

  @Test
  default void the_log_has_every_position_once_and_in_order_however_many_write() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    long before = store().journal().head().position();

    Race.of(
        8,
        writer ->
            () -> {
              Room room = chat.direct(ann, Fresh.person("writer"));
              IntStream.range(0, 20).forEach(i -> room.post(ann, "number " + i));
              return room;
            });

    List<Logged> log = chat.log(before);
    assertThat(log).hasSizeGreaterThanOrEqualTo(8 * 21);
    assertThat(log)
        .extracting(Logged::position)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(before + 1, before + log.size()).boxed().toList());
  }

  @Test
  default void messages_of_many_senders_have_seqs_without_a_gap_in_the_order_of_the_log() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.direct(ann, ben);
    long before = store().journal().head().position();

    List<List<Message>> answers =
        Race.of(
            8,
            sender ->
                () ->
                    IntStream.range(0, 20)
                        .mapToObj(i -> room.post(sender % 2 == 0 ? ann : ben, sender + "." + i))
                        .toList());

    List<Message> stored = room.messages();
    assertThat(stored)
        .extracting(Message::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 160).boxed().toList());
    assertThat(answers.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(stored);
    assertThat(postsIn(chat.log(before), room)).containsExactlyElementsOf(stored);
    assertThat(room.now().lastSeq()).isEqualTo(160);
  }

  @Test
  default void
      a_message_is_never_older_than_the_one_before_it_and_its_time_has_whole_milliseconds() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));

    Race.of(4, sender -> () -> IntStream.range(0, 20).mapToObj(i -> room.post(ann, "x")).toList());

    assertThat(room.messages())
        .extracting(Message::createdAt)
        .isSorted()
        .allSatisfy(time -> assertThat(time).isEqualTo(time.truncatedTo(ChronoUnit.MILLIS)))
        .allSatisfy(time -> assertThat(time).isAfter(Instant.EPOCH));
  }

  @Test
  default void what_was_answered_is_what_was_stored() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    Draft draft = room.draft(ann, "hello \uD83D\uDE00");

    Committed<Message> posted = room.commit(draft);

    assertThat(posted.repeated()).isFalse();
    assertThat(posted.value()).isEqualTo(draft.at(1, posted.value().createdAt()));
    assertThat(store().messages().find(draft.id())).contains(posted.value());
  }

  @Test
  default void the_events_of_one_decision_stand_side_by_side() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    Room room = chat.group(ann);
    long before = store().journal().head().position();

    Race.of(
        6,
        runner ->
            () -> {
              room.add(ann, Fresh.person("new"));
              return room;
            });

    List<Logged> log = chat.log(before);
    for (int i = 0; i < log.size(); i++) {
      if (log.get(i).event() instanceof MemberAdded added
          && added.conversation().equals(room.id())) {
        assertThat(log.get(i + 1).event())
            .isEqualTo(new ConversationJoined(added.member().user(), room.id()));
      }
    }
    assertThat(room.now().members()).hasSize(7);
  }

  @Test
  default void a_decision_on_what_has_changed_meanwhile_is_asked_again() {
    var ann = Fresh.person("ann");
    var cat = Fresh.person("cat");
    Room room = chat().group(ann);
    var stale = new Roster(room.now());
    room.add(ann, Fresh.person("ben"));
    var asked = new AtomicInteger();

    store()
        .journal()
        .commit(
            () ->
                asked.incrementAndGet() == 1
                    ? stale.add(ann, cat)
                    : new Roster(room.now()).add(ann, cat));

    assertThat(asked).hasValue(2);
    assertThat(room.now().members()).hasSize(3);
  }

  @Test
  default void a_post_of_somebody_who_was_removed_meanwhile_is_decided_again() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().group(ann, ben);
    Draft draft = room.draft(ben, "one last word");
    Standing stale = room.standing(ben);
    room.remove(ann, ben);
    var asked = new AtomicInteger();

    var refusal =
        refusal(
            () ->
                store()
                    .journal()
                    .commit(
                        () ->
                            asked.incrementAndGet() == 1
                                ? stale.post(draft)
                                : room.standing(ben).post(draft)));

    assertThat(refusal).isEqualTo(new NotFound("conversation"));
    assertThat(room.messages()).isEmpty();
  }

  @Test
  default void posts_do_not_disturb_each_other() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    Standing before = room.standing(ann);
    Message first = room.post(ben, "first");
    room.read(ann, first);
    var asked = new AtomicInteger();

    Message second =
        store()
            .journal()
            .commit(
                () -> {
                  asked.incrementAndGet();
                  return before.post(room.draft(ann, "second"));
                })
            .value();

    assertThat(asked).hasValue(1);
    assertThat(second.seq()).isEqualTo(2);
  }

  @Test
  default void a_refusal_is_thrown_as_it_is_and_leaves_no_trace() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    Ear ear = chat().ear(ann);
    var refused = new Rejected(new NotPermitted(Permission.POST.code()));

    assertThatThrownBy(
            () ->
                store()
                    .journal()
                    .commit(
                        () -> {
                          throw refused;
                        }))
        .isSameAs(refused);

    assertThat(ear.hears()).isEmpty();
    assertThat(room.post(ann, "after").seq()).isEqualTo(1);
  }

  @Test
  default void a_defect_in_deciding_is_thrown_as_it_is_and_hurts_nobody_else() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    var defect = new IllegalStateException("a defect");

    assertThatThrownBy(
            () ->
                store()
                    .journal()
                    .commit(
                        () -> {
                          throw defect;
                        }))
        .isSameAs(defect);

    assertThat(room.post(ann, "after").seq()).isEqualTo(1);
  }

  @Test
  default void nothing_to_do_is_answered_and_not_logged() {
    var ann = Fresh.person("ann");
    chat().direct(ann, Fresh.person("ben"));
    Ear ear = chat().ear(ann);

    Committed<String> answer = store().journal().commit(() -> Decision.nothing("as it was"));

    assertThat(answer.value()).isEqualTo("as it was");
    assertThat(ear.hears()).isEmpty();
  }

  @Test
  default void nobody_sees_a_message_before_its_commit_and_everybody_after() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    Ear ear = chat().ear(ben);
    Draft draft = room.draft(ann, "hello");
    var before = new AtomicReference<List<?>>();

    store()
        .journal()
        .commit(
            () -> {
              var seen = new ArrayList<Object>(ear.hears());
              store().messages().find(draft.id()).ifPresent(seen::add);
              before.set(seen);
              return room.standing(ann).post(draft);
            });

    assertThat(before.get()).isEmpty();
    assertThat(store().messages().find(draft.id())).isPresent();
    assertThat(ear.hearsSaid()).containsExactly("hello");
  }

  @Test
  default void each_of_a_crowd_gets_its_own_answer() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().group(ann, ben);
    var mark = Fresh.clientId();
    Message first = room.send(ann, "first", mark).value();
    var stranger = Fresh.person("stranger");

    List<Object> answers =
        Race.of(
            9,
            runner ->
                () ->
                    switch (runner % 3) {
                      case 0 -> room.post(ben, "post " + runner).content();
                      case 1 -> room.send(ann, "first", mark).value();
                      default -> refusal(() -> room.post(stranger, "let me in"));
                    });

    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i))
          .isEqualTo(
              switch (i % 3) {
                case 0 -> room.draft(ben, "post " + i).content();
                case 1 -> first;
                default -> new NotFound("conversation");
              });
    }
    assertThat(room.messages()).extracting(Message::seq).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  default void a_reader_beside_many_writers_misses_no_position() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    long before = store().journal().head().position();
    var writing = new AtomicBoolean(true);
    var writers = new AtomicInteger(4);

    List<Long> read =
        Race.of(
            6,
            runner ->
                () -> {
                  if (runner >= 4) {
                    return readWithoutGap(before, writing);
                  }
                  try {
                    Room room = chat.direct(ann, Fresh.person("writer"));
                    IntStream.range(0, 40).forEach(i -> room.post(ann, "number " + i));
                  } finally {
                    if (writers.decrementAndGet() == 0) {
                      writing.set(false);
                    }
                  }
                  return 0L;
                });

    assertThat(read.get(4)).isGreaterThanOrEqualTo(before + 4 * 41);
    assertThat(read.get(5)).isGreaterThanOrEqualTo(before + 4 * 41);
  }

  @Test
  default void a_piece_of_the_log_is_no_longer_than_was_asked_for() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    long before = store().journal().head().position();
    Room room = chat.direct(ann, Fresh.person("ben"));
    room.post(ann, "one");
    room.post(ann, "two");

    assertThat(store().journal().read(before, 2))
        .extracting(Logged::position)
        .containsExactly(before + 1, before + 2);
    assertThat(store().journal().read(store().journal().head().position() + 1_000_000, 2))
        .isEmpty();
  }

  @Test
  default void the_head_keeps_its_epoch_and_only_moves_forward() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    Cursor before = store().journal().head();

    room.post(ann, "hello");
    Cursor after = store().journal().head();

    assertThat(after.epoch()).isEqualTo(before.epoch());
    assertThat(after.position()).isGreaterThan(before.position());
    assertThat(Cursor.of(after.toString())).isEqualTo(after);
  }

  private long readWithoutGap(long from, AtomicBoolean writing) {
    long position = from;
    boolean last;
    do {
      last = !writing.get();
      for (List<Logged> page = store().journal().read(position, 7);
          !page.isEmpty();
          page = store().journal().read(position, 7)) {
        for (Logged logged : page) {
          assertThat(logged.position()).as("the next position").isEqualTo(position + 1);
          position = logged.position();
        }
      }
    } while (!last);
    return position;
  }

  private static List<Message> postsIn(List<Logged> log, Room room) {
    ConversationId id = room.id();
    return log.stream()
        .map(Logged::event)
        .filter(MessagePosted.class::isInstance)
        .map(event -> ((MessagePosted) event).message())
        .filter(message -> message.conversation().equals(id))
        .toList();
  }
}
