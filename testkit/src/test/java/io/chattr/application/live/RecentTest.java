package io.chattr.application.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.Logged;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Room;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");
  private static final UserId CAT = new UserId("cat");
  private static final int MOST = 4;

  private final MemoryStore store = new MemoryStore();
  private final Room room = new Chat(store).group(ANN, BEN);
  private final Cursor start = store.journal().head();
  private final Recent recent = new Recent(start, MOST);
  private Cursor read = start;

  /** Hears what has happened, as it happened. */
  private void hears(UserId... readers) {
    for (Logged logged : store.journal().read(read.position(), 100)) {
      read = new Cursor(start.epoch(), logged.position());
      var notice = new Notice(read, logged.event(), Map.of(), Set.of(), Optional.empty());
      recent.add(
          logged, Set.of(readers), Optional.of(notice).filter(told -> Recent.tells(told.event())));
    }
  }

  private Optional<LiveEvents.Page> after(UserId reader, Cursor cursor) {
    return recent.after(reader, cursor, 10);
  }

  @Test
  void who_saw_nothing_of_it_is_told_how_far_the_log_has_come() {
    room.post(ANN, "hello");
    hears(ANN, BEN);

    assertThat(after(CAT, start)).contains(new LiveEvents.Page(List.of(), read, true, false));
  }

  @Test
  void messages_are_told_in_order_and_in_pages() {
    room.post(ANN, "one");
    room.post(BEN, "two");
    room.post(ANN, "three");
    hears(ANN, BEN);

    LiveEvents.Page first = recent.after(BEN, start, 2).orElseThrow();
    LiveEvents.Page second = recent.after(BEN, first.cursor(), 2).orElseThrow();

    assertThat(first.events()).hasSize(2);
    assertThat(first.complete()).isFalse();
    assertThat(first.cursor()).isEqualTo(first.events().get(1).cursor());
    assertThat(second.events()).hasSize(1);
    assertThat(second.complete()).isTrue();
    assertThat(second.cursor()).isEqualTo(read);
  }

  @Test
  void who_is_further_behind_asks_the_store() {
    for (int i = 0; i <= MOST; i++) {
      room.post(ANN, "number " + i);
    }
    hears(ANN, BEN);

    assertThat(after(BEN, start)).isEmpty();
    assertThat(after(BEN, new Cursor(start.epoch(), start.position() + 1)).orElseThrow().events())
        .hasSize(MOST);
  }

  @Test
  void who_is_ahead_or_follows_another_log_asks_the_store() {
    room.post(ANN, "hello");

    assertThat(after(BEN, store.journal().head())).isEmpty();
    assertThat(after(BEN, new Cursor("another", start.position()))).isEmpty();
  }

  @Test
  void who_missed_what_may_mean_something_else_by_now_asks_the_store() {
    Message message = room.post(ANN, "hello");
    hears(ANN, BEN);
    room.edit(ANN, message, "good bye");
    hears(ANN);

    assertThat(after(ANN, start)).isEmpty();
    assertThat(after(BEN, start).orElseThrow().events()).hasSize(1);
  }

  @Test
  void who_missed_a_message_that_was_deleted_asks_the_store_wherever_they_are_now() {
    Message message = room.post(ANN, "hello");
    hears(ANN, BEN);
    room.delete(ANN, message);
    hears(ANN);

    assertThat(after(BEN, start)).isEmpty();
  }
}
