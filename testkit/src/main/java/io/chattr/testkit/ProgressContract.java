package io.chattr.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.Conversations.Undelivered;
import io.chattr.domain.conversation.Unread;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.decision.Progress;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.event.ConversationEvent.Newest;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Ear;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import io.chattr.testkit.fixture.Room;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How far members have come, and what they have not read. */
public interface ProgressContract extends StoreUnderTest {
  @Test
  default void watermarks_move_forward_and_everybody_in_the_room_hears_it() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.direct(ann, ben);
    Message message = room.post(ann, "hello");
    Ear annHears = chat.ear(ann);
    Ear benHears = chat.ear(ben);

    assertThat(room.delivered(ben, message)).isEqualTo(new Watermarks(1, 0));

    DomainEvent moved =
        new StatusMoved(
            room.id(),
            List.of(new Move(ben, new Watermarks(1, 0))),
            new Newest(message.id(), message.seq()));
    assertThat(annHears.hears()).containsExactly(moved);
    assertThat(benHears.hears()).containsExactly(moved);
    assertThat(room.member(ben).watermarks()).isEqualTo(new Watermarks(1, 0));
    assertThat(room.member(ann).watermarks()).isEqualTo(new Watermarks(0, 0));
  }

  @Test
  default void an_older_mark_changes_nothing_and_tells_nobody() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.direct(ann, ben);
    Message older = room.post(ann, "one");
    Message newer = room.post(ann, "two");
    room.read(ben, newer);
    Ear ear = chat.ear(ann);

    assertThat(room.read(ben, older)).isEqualTo(new Watermarks(2, 2));
    assertThat(room.delivered(ben, newer)).isEqualTo(new Watermarks(2, 2));
    assertThat(ear.hears()).isEmpty();
  }

  @Test
  default void progress_has_a_version_that_moves_with_it() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    Message one = room.post(ann, "one");
    Message two = room.post(ann, "two");
    Progress stale = room.progress(ben);
    assertThat(stale.seat()).isEqualTo(new Seat(room.id(), ben));
    assertThat(stale.version()).isPositive();
    room.delivered(ben, one);
    assertThat(room.progress(ben).version()).isGreaterThan(stale.version());
    var asked = new AtomicInteger();

    store()
        .journal()
        .commit(
            () ->
                (asked.incrementAndGet() == 1 ? stale : room.progress(ben))
                    .read(new Newest(two.id(), two.seq())));

    assertThat(asked).hasValue(2);
    assertThat(room.progress(ben).watermarks()).isEqualTo(new Watermarks(2, 2));
  }

  @Test
  default void one_members_progress_does_not_disturb_anothers() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    Message message = room.post(ann, "hello");
    Progress before = room.progress(ann);
    room.read(ben, message);
    var asked = new AtomicInteger();

    store()
        .journal()
        .commit(
            () -> {
              asked.incrementAndGet();
              return before.read(new Newest(message.id(), message.seq()));
            });

    assertThat(asked).hasValue(1);
  }

  @Test
  default void watermarks_only_move_forward_however_many_devices_mark_at_once() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.direct(ann, ben);
    List<Message> messages =
        IntStream.rangeClosed(1, 24).mapToObj(i -> room.post(ann, "number " + i)).toList();
    long before = store().journal().head().position();

    Race.of(
        6,
        device ->
            () -> {
              for (int i = device; i < messages.size(); i += 6) {
                room.delivered(ben, messages.get(i));
                if (i < 12) {
                  room.read(ben, messages.get(i));
                }
              }
              return device;
            });

    assertThat(room.member(ben).watermarks()).isEqualTo(new Watermarks(24, 12));
    assertThat(room.member(ann).watermarks()).isEqualTo(new Watermarks(0, 0));
    assertThat(chat.log(before))
        .filteredOn(logged -> logged.event() instanceof StatusMoved)
        .isNotEmpty();
    assertThat(room.unread(ben)).isEqualTo(12);
  }

  @Test
  default void unread_are_the_messages_of_others_after_what_was_read() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().direct(ann, ben);
    Message first = room.post(ann, "one");
    room.post(ben, "mine");
    room.post(ann, "two");
    var seat = new Seat(room.id(), ben);

    assertThat(store().conversations().unread(seat)).contains(new Unread(room.id(), 2, 3));
    room.read(ben, first);
    assertThat(store().conversations().unread(seat)).contains(new Unread(room.id(), 1, 3));
    room.delivered(ben, room.post(ann, "three"));
    assertThat(store().conversations().unread(seat)).contains(new Unread(room.id(), 2, 4));
  }

  @Test
  default void nothing_from_before_joining_is_unread() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    var cat = Fresh.person("cat");
    Room room = chat().group(ann);
    room.post(ann, "one");
    room.add(ann, ben);
    room.addWithoutHistory(cat);

    assertThat(room.unread(ben)).isZero();
    assertThat(room.unread(cat)).isZero();
    room.post(ann, "two");
    assertThat(room.unread(ben)).isEqualTo(1);
    assertThat(room.unread(cat)).isEqualTo(1);
  }

  @Test
  default void undelivered_is_the_newest_message_of_each_conversation_that_did_not_arrive() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room direct = chat().direct(ann, ben);
    Room group = chat().group(ann, ben);
    Room done = chat().direct(ben, Fresh.person("cat"));
    done.delivered(ben, done.post(ben, "done"));
    direct.post(ann, "one");
    Message last = direct.post(ann, "two");
    Message only = group.post(ann, "hello");
    group.post(ben, "my own");
    long here = store().journal().head().position();
    group.post(ann, "not yet seen");

    assertThat(store().conversations().undelivered(ben, here))
        .containsExactlyInAnyOrder(
            new Undelivered(new Seat(direct.id(), ben), new Newest(last.id(), 2)),
            new Undelivered(new Seat(group.id(), ben), new Newest(only.id(), 1)));

    direct.delivered(ben, last);
    group.read(ben, only);
    assertThat(store().conversations().undelivered(ben, here)).isEmpty();
  }

  @Test
  default void what_a_member_may_not_see_is_not_undelivered_to_them() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    var cat = Fresh.person("cat");
    Room room = chat().group(ann, ben);
    room.post(ann, "before");
    long before = store().journal().head().position();
    room.addWithoutHistory(cat);
    room.post(ann, "after");
    room.remove(ann, ben);
    long after = store().journal().head().position();

    assertThat(store().conversations().undelivered(cat, before)).isEmpty();
    assertThat(store().conversations().undelivered(cat, after)).hasSize(1);
    assertThat(store().conversations().undelivered(ben, after)).isEmpty();
  }
}
