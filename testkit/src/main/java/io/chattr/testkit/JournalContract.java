package io.chattr.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.Committed;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.Logged;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import io.chattr.testkit.fixture.Room;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How a {@link io.chattr.application.port.Journal} fills its log. */
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
    assertThat(posted.value())
        .isEqualTo(draft.at(1, posted.value().createdAt(), store().journal().head().position()));
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
