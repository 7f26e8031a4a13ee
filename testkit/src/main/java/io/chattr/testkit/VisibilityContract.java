package io.chattr.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.conversation.Interval;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Ear;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Room;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may see what happened: those who were there when it did. */
public interface VisibilityContract extends StoreUnderTest {
  @Test
  default void all_members_hear_of_a_new_conversation() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Ear annHears = chat.ear(ann);
    Ear benHears = chat.ear(ben);

    Room room = chat.group(ann, ben);

    assertThat(annHears.hears()).containsExactly(new ConversationCreated(room.now()));
    assertThat(benHears.hears()).containsExactly(new ConversationCreated(room.now()));
  }

  @Test
  default void a_stranger_hears_nothing_of_a_conversation() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Ear ear = chat.ear(Fresh.person("stranger"));

    Room room = chat.direct(ann, ben);
    room.read(ben, room.post(ann, "psst"));

    assertThat(ear.hears()).isEmpty();
  }

  @Test
  default void who_is_added_hears_of_it_and_of_what_comes_after() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var cat = Fresh.person("cat");
    Room room = chat.group(ann, Fresh.person("ben"));
    Ear ear = chat.ear(cat);
    room.post(ann, "before");

    room.add(ann, cat);
    room.post(ann, "after");

    List<DomainEvent> heard = ear.hears();
    assertThat(heard)
        .contains(
            new MemberAdded(room.id(), Member.joining(cat, MemberRole.MEMBER).at(1)),
            new ConversationJoined(cat, room.id()));
    assertThat(Ear.said(heard)).containsExactly("after");
  }

  @Test
  default void who_was_there_hears_of_who_is_added() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    var cat = Fresh.person("cat");
    Room room = chat.group(ann, ben);
    Ear ear = chat.ear(ben);

    room.add(ann, cat);

    assertThat(ear.hears())
        .containsExactly(new MemberAdded(room.id(), Member.joining(cat, MemberRole.MEMBER).at(0)));
  }

  @Test
  default void who_was_removed_hears_of_it_and_of_nothing_after() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.group(ann, ben, Fresh.person("cat"));
    Ear ear = chat.ear(ben);
    room.post(ann, "hello");

    room.remove(ann, ben);
    room.post(ann, "psst");
    room.add(ann, Fresh.person("dan"));

    List<DomainEvent> heard = ear.hears();
    assertThat(Ear.said(heard)).containsExactly("hello");
    assertThat(heard.get(heard.size() - 1)).isEqualTo(new MemberRemoved(room.id(), ben));
  }

  @Test
  default void who_comes_back_hears_nothing_of_the_time_between() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.group(ann, ben);
    Ear ear = chat.ear(ben);

    room.post(ann, "one");
    room.remove(ben, ben);
    room.post(ann, "two");
    room.add(ann, ben);
    room.post(ann, "three");
    room.remove(ann, ben);
    room.post(ann, "four");

    assertThat(ear.hearsSaid()).containsExactly("one", "three");
  }

  @Test
  default void who_joins_without_history_sees_nothing_of_what_was_before() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var cat = Fresh.person("cat");
    Room room = chat.group(ann);
    room.post(ann, "one");
    room.post(ann, "two");
    Ear ear = chat.ear(cat);

    room.addWithoutHistory(cat);
    room.post(ann, "three");

    assertThat(ear.hearsSaid()).containsExactly("three");
    assertThat(room.member(cat).visibleFromSeq()).isEqualTo(3);
    assertThat(room.member(cat).watermarks().readUpTo()).isEqualTo(2);
    assertThat(room.standing(cat).visibleFromSeq()).isEqualTo(3);
    assertThat(room.standing(ann).visibleFromSeq()).isEqualTo(1);
  }

  @Test
  default void who_comes_back_without_history_no_longer_sees_what_they_saw() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().group(ann, ben);
    room.post(ann, "one");
    room.remove(ann, ben);

    room.addWithoutHistory(ben);

    assertThat(room.standing(ben).visibleFromSeq()).isEqualTo(2);
    assertThat(room.unread(ben)).isZero();
  }

  @Test
  default void what_concerns_one_person_is_for_them_alone() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Ear annHears = chat.ear(ann);
    Ear benHears = chat.ear(ben);
    Ear catHears = chat.ear(Fresh.person("cat"));

    FriendRequest request = chat.ask(ann, ben);

    assertThat(annHears.hears()).containsExactly(new FriendRequestUpdated(ann, request));
    assertThat(benHears.hears()).containsExactly(new FriendRequestSent(ben, request));
    assertThat(catHears.hears()).isEmpty();
  }

  @Test
  default void a_rejection_is_told_to_the_sender_and_to_the_devices_of_who_rejected() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    FriendRequest request = chat.ask(ann, ben);
    Ear annHears = chat.ear(ann);
    Ear benHears = chat.ear(ben);

    FriendRequest rejected = chat.reject(request);

    assertThat(annHears.hears())
        .containsExactly(new UserEvent.FriendRequestRejected(ann, rejected));
    assertThat(benHears.hears()).containsExactly(new FriendRequestUpdated(ben, rejected));
  }

  @Test
  default void times_of_membership_begin_and_end_with_the_events_that_say_so() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    long before = store().journal().head().position();
    Room room = chat.group(ann, ben);
    room.post(ann, "hello");
    room.remove(ann, ben);
    room.addWithoutHistory(ben);
    long created = positionOf(before, room, ConversationCreated.class);
    long removed = positionOf(before, room, MemberRemoved.class);
    long added = positionOf(before, room, MemberAdded.class);

    assertThat(store().conversations().intervals(room.id(), created))
        .containsExactlyInAnyOrder(
            new Interval(ann, created, Interval.OPEN, 1),
            new Interval(ben, created, removed, 1),
            new Interval(ben, added, Interval.OPEN, 2));
    assertThat(store().conversations().intervals(room.id(), removed))
        .contains(new Interval(ben, created, removed, 1));
    assertThat(store().conversations().intervals(room.id(), removed + 1))
        .containsExactlyInAnyOrder(
            new Interval(ann, created, Interval.OPEN, 1),
            new Interval(ben, added, Interval.OPEN, 2));
  }

  private long positionOf(long after, Room room, Class<? extends DomainEvent> kind) {
    return chat().log(after).stream()
        .filter(logged -> kind.isInstance(logged.event()))
        .filter(logged -> logged.event().toString().contains(room.id().toString()))
        .findFirst()
        .orElseThrow()
        .position();
  }
}
