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
