package io.chattr.application.message;

import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.port.Page;
import io.chattr.domain.failure.Failure.InvalidValue;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Room;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadHistoryTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");

  private final MemoryStore store = new MemoryStore();
  private final Room room = new Chat(store).group(ANN);
  private final ReadHistory history = new ReadHistory(store.conversations(), store.messages());

  @Test
  void without_a_bound_it_begins_at_the_newest_and_goes_back() {
    posts(7);

    Page<Message> newest = read(Optional.empty(), Optional.empty(), 3);
    assertThat(seqs(newest)).containsExactly(5L, 6L, 7L);
    assertThat(newest.nextCursor()).contains("5");

    Page<Message> older = read(Optional.of(5L), Optional.empty(), 3);
    assertThat(seqs(older)).containsExactly(2L, 3L, 4L);

    Page<Message> oldest = read(Optional.of(2L), Optional.empty(), 3);
    assertThat(seqs(oldest)).containsExactly(1L);
    assertThat(oldest.nextCursor()).isEmpty();
  }

  @Test
  void after_a_seq_it_goes_forward() {
    posts(7);

    Page<Message> page = read(Optional.empty(), Optional.of(2L), 3);
    assertThat(seqs(page)).containsExactly(3L, 4L, 5L);
    assertThat(page.nextCursor()).contains("5");

    assertThat(read(Optional.empty(), Optional.of(5L), 3).nextCursor()).isEmpty();
    assertThat(seqs(read(Optional.of(5L), Optional.of(2L), 3))).containsExactly(3L, 4L);
    assertThat(seqs(read(Optional.empty(), Optional.of(-9L), 3))).containsExactly(1L, 2L, 3L);
  }

  @Test
  void a_page_that_is_just_full_is_the_last() {
    posts(3);

    assertThat(read(Optional.empty(), Optional.empty(), 3).nextCursor()).isEmpty();
    assertThat(read(Optional.empty(), Optional.of(0L), 3).nextCursor()).isEmpty();
  }

  @Test
  void from_a_time_it_goes_forward_and_with_an_upper_seq_back() {
    posts(5);
    Instant begin = room.messages().get(0).createdAt();

    assertThat(
            seqs(history.handle(query(Optional.empty(), Optional.empty(), Optional.of(begin), 2))))
        .containsExactly(1L, 2L);
    assertThat(
            seqs(history.handle(query(Optional.of(5L), Optional.empty(), Optional.of(begin), 2))))
        .containsExactly(3L, 4L);
  }

  @Test
  void what_was_before_a_members_time_is_not_shown_whatever_they_ask() {
    posts(4);
    room.addWithoutHistory(BEN);
    room.post(ANN, "after");

    for (var after : List.of(Optional.<Long>empty(), Optional.of(0L), Optional.of(-1L))) {
      var query =
          new ReadHistory.Query(
              BEN, room.id(), Optional.empty(), after, Optional.empty(), Optional.empty(), 10);
      assertThat(seqs(history.handle(query))).containsExactly(5L);
    }
  }

  @Test
  void around_a_message_it_goes_on_both_ways() {
    posts(9);

    assertAround(5, 4, List.of(3L, 4L, 5L, 6L), Optional.of(3L), Optional.of(6L));
    assertAround(5, 3, List.of(4L, 5L, 6L), Optional.of(4L), Optional.of(6L));
    assertAround(5, 1, List.of(5L), Optional.of(5L), Optional.of(5L));
    assertAround(1, 4, List.of(1L, 2L), Optional.empty(), Optional.of(2L));
    assertAround(9, 4, List.of(7L, 8L, 9L), Optional.of(7L), Optional.empty());
    assertAround(0, 4, List.of(1L, 2L), Optional.empty(), Optional.of(2L));
    assertAround(99, 4, List.of(8L, 9L), Optional.of(8L), Optional.empty());
    assertAround(99, 1, List.of(), Optional.of(99L), Optional.empty());
    assertAround(
        5, 50, List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L), Optional.empty(), Optional.empty());
  }

  private void assertAround(
      long seq, int limit, List<Long> seqs, Optional<Long> before, Optional<Long> after) {
    var found = history.around(new ReadHistory.Around(ANN, room.id(), seq, limit));
    assertThat(found.messages().stream().map(Message::seq).toList()).isEqualTo(seqs);
    assertThat(found.before()).isEqualTo(before);
    assertThat(found.after()).isEqualTo(after);
  }

  @Test
  void around_a_message_nothing_is_shown_from_before_a_members_time() {
    posts(4);
    room.addWithoutHistory(BEN);
    room.post(ANN, "after");

    var found = history.around(new ReadHistory.Around(BEN, room.id(), 3, 10));

    assertThat(found.messages().stream().map(Message::seq)).containsExactly(5L);
    assertThat(found.before()).isEmpty();
    assertThat(
            refusal(
                () -> history.around(new ReadHistory.Around(new UserId("eve"), room.id(), 3, 10))))
        .isInstanceOf(NotFound.class);
    assertThat(refusal(() -> new ReadHistory.Around(BEN, room.id(), 3, 0)))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  void a_stranger_reads_nothing() {
    posts(1);
    var query =
        new ReadHistory.Query(
            BEN,
            room.id(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            10);

    assertThat(refusal(() -> history.handle(query))).isEqualTo(new NotFound("conversation"));
  }

  @Test
  void a_page_has_1_to_100_messages() {
    assertThat(refusal(() -> read(Optional.empty(), Optional.empty(), 0)))
        .isInstanceOf(InvalidValue.class);
    assertThat(refusal(() -> read(Optional.empty(), Optional.empty(), 101)))
        .isInstanceOf(InvalidValue.class);
  }

  private void posts(int count) {
    IntStream.range(0, count).forEach(i -> room.post(ANN, "number " + i));
  }

  private Page<Message> read(Optional<Long> before, Optional<Long> after, int limit) {
    return history.handle(query(before, after, Optional.empty(), limit));
  }

  private ReadHistory.Query query(
      Optional<Long> before, Optional<Long> after, Optional<Instant> from, int limit) {
    return new ReadHistory.Query(ANN, room.id(), before, after, from, Optional.empty(), limit);
  }

  private static List<Long> seqs(Page<Message> page) {
    return page.items().stream().map(Message::seq).toList();
  }
}
