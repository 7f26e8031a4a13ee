package io.chattr.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.Catchup;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.Logged;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Ear;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import io.chattr.testkit.fixture.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a reader catches up with a journal. */
public interface CatchUpContract extends StoreUnderTest {
  @Test
  default void a_reader_hears_what_came_after_their_cursor_in_order() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    room.post(ann, "before");
    Ear ear = chat().ear(ben);

    room.post(ann, "one");
    room.post(ben, "two");
    room.post(ann, "three");

    assertThat(ear.hearsSaid()).containsExactly("one", "two", "three");
    assertThat(ear.hears()).isEmpty();
  }

  @Test
  default void a_cursor_can_be_used_again_and_on_many_devices() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    Cursor cursor = store().journal().head();
    room.post(ann, "hello");

    Catchup first = store().journal().after(cursor, ben, 10);

    assertThat(store().journal().after(cursor, ben, 10).events()).isEqualTo(first.events());
  }

  @Test
  default void a_page_says_whether_there_is_more_and_where_to_go_on() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    Cursor start = store().journal().head();
    List<Message> posted =
        IntStream.rangeClosed(1, 7).mapToObj(i -> room.post(ann, "number " + i)).toList();

    var pages = new ArrayList<Catchup>();
    Cursor cursor = start;
    do {
      pages.add(store().journal().after(cursor, ben, 3));
      cursor = pages.get(pages.size() - 1).cursor();
    } while (!pages.get(pages.size() - 1).complete());

    assertThat(pages).extracting(page -> page.events().size()).containsExactly(3, 3, 1);
    assertThat(pages).noneMatch(Catchup::reset);
    assertThat(pages.stream().flatMap(page -> page.events().stream()).map(Logged::event))
        .containsExactlyElementsOf(posted.stream().map(MessagePosted::new).toList());
  }

  @Test
  default void a_page_that_is_just_full_may_be_complete() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    Cursor start = store().journal().head();
    room.post(ann, "one");
    room.post(ann, "two");

    Catchup page = store().journal().after(start, ben, 2);

    assertThat(page.events()).hasSize(2);
    assertThat(page.complete()).isTrue();
  }

  @Test
  default void a_complete_page_has_a_cursor_past_what_others_did() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    var stranger = Fresh.person("stranger");
    Cursor start = store().journal().head();
    room.post(ann, "not for strangers");
    Cursor head = store().journal().head();

    Catchup page = store().journal().after(start, stranger, 10);

    assertThat(page.events()).isEmpty();
    assertThat(page.complete()).isTrue();
    assertThat(page.cursor().position()).isGreaterThanOrEqualTo(head.position());
    assertThat(page.cursor().epoch()).isEqualTo(head.epoch());
  }

  @Test
  default void events_are_told_as_things_are_now() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Chat chat = chat();
    Cursor start = store().journal().head();
    FriendRequest request = chat.ask(ann, ben);
    Room room = chat.group(ann, ben);
    Message message = room.post(ann, "hello");
    room.delivered(ben, message);
    chat.accept(request);
    room.read(ben, message);

    List<Object> heard =
        store().journal().after(start, ben, 100).events().stream()
            .<Object>map(Logged::event)
            .toList();

    assertThat(heard)
        .contains(
            new FriendRequestSent(ben, request.with(FriendRequest.Status.ACCEPTED)),
            new ConversationCreated(room.now()));
    assertThat(heard)
        .filteredOn(StatusMoved.class::isInstance)
        .hasSize(2)
        .allSatisfy(
            event ->
                assertThat(((StatusMoved) event).moves())
                    .containsExactly(new Move(ben, new Watermarks(1, 1))));
  }

  @Test
  default void a_cursor_of_another_epoch_is_reset() {
    var ann = Fresh.person("ann");
    Room room = chat().direct(ann, Fresh.person("ben"));
    room.post(ann, "hello");
    Cursor head = store().journal().head();

    assertReset(new Cursor(Fresh.word(), head.position()), ann);
    assertReset(new Cursor(Fresh.word(), 0), ann);
  }

  @Test
  default void a_cursor_ahead_of_the_head_is_reset() {
    var ann = Fresh.person("ann");
    chat().direct(ann, Fresh.person("ben"));
    Cursor head = store().journal().head();

    assertReset(new Cursor(head.epoch(), head.position() + 1_000_000), ann);
    assertReset(new Cursor(head.epoch(), Long.MAX_VALUE), ann);
  }

  @Test
  default void the_present_cursor_is_told_everything_namely_nothing() {
    var ann = Fresh.person("ann");
    Cursor head = store().journal().head();

    Catchup page = store().journal().after(head, ann, 1);

    assertThat(page.events()).isEmpty();
    assertThat(page.complete()).isTrue();
    assertThat(page.reset()).isFalse();
    assertThat(store().journal().covers(head, ann, 0)).isTrue();
  }

  @Test
  default void the_journal_covers_a_gap_that_is_small_enough_and_can_be_told() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    Cursor start = store().journal().head();
    room.post(ann, "one");
    room.post(ann, "two");
    room.post(ann, "three");

    assertThat(store().journal().covers(start, ben, 3)).isTrue();
    assertThat(store().journal().covers(start, ben, 4)).isTrue();
    assertThat(store().journal().covers(start, ben, 2)).isFalse();
    assertThat(store().journal().covers(start, Fresh.person("stranger"), 0)).isTrue();
    assertThat(store().journal().covers(new Cursor(Fresh.word(), 0), ben, 1_000)).isFalse();
    assertThat(
            store()
                .journal()
                .covers(new Cursor(start.epoch(), start.position() + 1_000_000), ben, 1_000))
        .isFalse();
  }

  @Test
  default void readers_beside_many_writers_miss_nothing_and_hear_nothing_twice() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room direct = chat.direct(ann, ben);
    Room group = chat.group(ann, ben);
    var writing = new AtomicBoolean(true);

    List<List<String>> heard =
        Race.of(
            4,
            runner ->
                () -> {
                  if (runner == 0) {
                    try {
                      Race.of(
                          3,
                          writer ->
                              () ->
                                  IntStream.range(0, 30)
                                      .mapToObj(i -> (i % 2 == 0 ? direct : group).post(ann, "x"))
                                      .toList());
                    } finally {
                      writing.set(false);
                    }
                    return List.<String>of();
                  }
                  return readAll(new Cursor(headEpoch(), 0), ben, writing, 1 + runner * 2);
                });

    List<String> all =
        store().journal().after(new Cursor(headEpoch(), 0), ben, 10_000).events().stream()
            .map(logged -> Long.toString(logged.position()))
            .toList();
    assertThat(all).hasSizeGreaterThanOrEqualTo(90);
    assertThat(heard.subList(1, 4)).allSatisfy(one -> assertThat(one).isEqualTo(all));
  }

  private String headEpoch() {
    return store().journal().head().epoch();
  }

  private List<String> readAll(Cursor start, UserId reader, AtomicBoolean writing, int limit) {
    var positions = new ArrayList<String>();
    Cursor cursor = start;
    boolean last;
    do {
      last = !writing.get();
      Catchup page;
      do {
        page = store().journal().after(cursor, reader, limit);
        page.events().forEach(logged -> positions.add(Long.toString(logged.position())));
        cursor = page.cursor();
      } while (!page.complete());
    } while (!last);
    return positions;
  }

  private void assertReset(Cursor cursor, UserId reader) {
    Catchup answer = store().journal().after(cursor, reader, 10);
    assertThat(answer.reset()).as("reset of %s", cursor).isTrue();
    assertThat(answer.events()).isEmpty();
    assertThat(answer.complete()).isTrue();
    assertThat(store().journal().after(answer.cursor(), reader, 10).reset()).isFalse();
    assertThat(store().journal().covers(cursor, reader, 1_000)).isFalse();
  }
}
