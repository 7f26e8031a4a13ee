package io.chattr.application.live;

import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.application.Chattr;
import io.chattr.domain.conversation.Unread;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.event.ConversationEvent.Newest;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.failure.Failure.InvalidValue;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Room;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SyncTest {
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");

  private final MemoryStore store = new MemoryStore();
  private final Chat chat = new Chat(store);
  private final Chattr chattr = Chattr.on(store).build();
  private final Room room = chat.direct(ANN, BEN);

  @AfterEach
  void close() {
    chattr.close();
  }

  @Test
  void without_a_cursor_it_gives_the_present_one_and_no_events() {
    room.post(ANN, "hello");

    Sync.Answer answer = sync(BEN, Optional.empty(), 10);

    assertThat(answer.page())
        .isEqualTo(new LiveEvents.Page(List.of(), store.journal().head(), true, false));
    assertThat(answer.unread()).isEmpty();
    assertThat(room.member(BEN).watermarks()).isEqualTo(Watermarks.at(0));
  }

  @Test
  void it_tells_what_came_since_and_how_much_is_unread_in_what_was_touched() {
    Room quiet = chat.group(ANN, BEN);
    quiet.post(ANN, "before");
    Cursor cursor = store.journal().head();
    Message message = room.post(ANN, "hello");

    Sync.Answer answer = sync(BEN, Optional.of(cursor), 10);

    assertThat(answer.page().events())
        .extracting(Notice::event)
        .containsExactly(new MessagePosted(message));
    assertThat(answer.page().complete()).isTrue();
    assertThat(answer.unread()).containsExactly(new Unread(room.id(), 1, 1));
  }

  @Test
  void who_shows_a_cursor_has_everything_before_it_and_nothing_behind_it() {
    room.post(ANN, "one");
    Message two = room.post(ANN, "two");
    Cursor cursor = store.journal().head();
    room.post(ANN, "three");

    sync(BEN, Optional.of(cursor), 10);
    assertThat(room.member(BEN).watermarks()).isEqualTo(new Watermarks(two.seq(), 0));

    sync(BEN, Optional.of(store.journal().head()), 10);
    assertThat(room.member(BEN).watermarks()).isEqualTo(new Watermarks(3, 0));
  }

  @Test
  void the_sender_hears_that_a_message_arrived() {
    Message message = room.post(ANN, "hello");
    Cursor cursor = store.journal().head();
    sync(BEN, Optional.of(cursor), 10);

    assertThat(sync(ANN, Optional.of(cursor), 10).page().events())
        .extracting(Notice::event)
        .contains(
            new StatusMoved(
                room.id(),
                List.of(new Move(BEN, new Watermarks(1, 0))),
                new Newest(message.id(), 1)));
  }

  @Test
  void who_asks_again_and_again_is_soon_told_nothing_new() {
    room.post(ANN, "hello");
    Cursor cursor = store.journal().head();

    for (int i = 0; i < 3; i++) {
      cursor = sync(BEN, Optional.of(cursor), 10).page().cursor();
    }

    assertThat(sync(BEN, Optional.of(cursor), 10).page().events()).isEmpty();
    assertThat(store.journal().head()).isEqualTo(cursor);
  }

  @Test
  void a_cursor_of_another_log_is_reset_and_proves_nothing() {
    room.post(ANN, "hello");

    Sync.Answer answer = sync(BEN, Optional.of(new Cursor("another", 1_000)), 10);

    assertThat(answer.page().reset()).isTrue();
    assertThat(answer.page().cursor()).isEqualTo(store.journal().head());
    assertThat(room.member(BEN).watermarks()).isEqualTo(Watermarks.at(0));
  }

  @Test
  void a_page_has_1_to_500_events() {
    assertThat(refusal(() -> sync(BEN, Optional.empty(), 0))).isInstanceOf(InvalidValue.class);
    assertThat(refusal(() -> sync(BEN, Optional.empty(), 501))).isInstanceOf(InvalidValue.class);
  }

  private Sync.Answer sync(UserId reader, Optional<Cursor> cursor, int limit) {
    return chattr.sync().handle(new Sync.Query(reader, cursor, limit));
  }
}
