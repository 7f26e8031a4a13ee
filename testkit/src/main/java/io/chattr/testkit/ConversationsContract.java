package io.chattr.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Permissions;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.decision.HouseRules;
import io.chattr.domain.decision.Opening;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.decision.Standing;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Ear;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import io.chattr.testkit.fixture.Room;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What {@link io.chattr.application.port.Conversations} knows of a conversation and its members.
 */
public interface ConversationsContract extends StoreUnderTest {
  @Test
  default void a_group_is_found_as_it_was_made() {
    var ann = new UserId("b" + Fresh.word());
    var ben = new UserId("c" + Fresh.word());
    var cat = new UserId("a" + Fresh.word());
    var id = new ConversationId(Fresh.id());
    Instant now = Fresh.now();
    var title = new Title("Crew \uD83D\uDE00 \"'%_\\");

    store()
        .journal()
        .commit(
            () ->
                new Opening(HouseRules.defaults())
                    .group(id, ann, Details.of(title), Set.of(ben, cat), Optional.empty(), now));

    assertThat(store().conversations().find(id))
        .contains(
            new Conversation(
                id,
                ConversationType.GROUP,
                Details.of(title),
                now,
                List.of(
                    Member.joining(cat, MemberRole.MEMBER),
                    Member.joining(ann, MemberRole.OWNER),
                    Member.joining(ben, MemberRole.MEMBER)),
                0,
                1));
  }

  @Test
  default void a_direct_conversation_is_found_by_its_two_people_in_either_order() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");

    Room room = chat().direct(ann, ben);

    assertThat(store().conversations().findDirect(UserPair.of(ann, ben))).contains(room.now());
    assertThat(store().conversations().findDirect(UserPair.of(ben, ann))).contains(room.now());
    assertThat(room.now().type()).isEqualTo(ConversationType.DIRECT);
    assertThat(room.now().title()).isEmpty();
  }

  @Test
  default void what_is_not_there_is_not_found() {
    var ann = Fresh.person("ann");
    var nowhere = new ConversationId(Fresh.id());

    assertThat(store().conversations().find(nowhere)).isEmpty();
    assertThat(store().conversations().findDirect(UserPair.of(ann, Fresh.person("ben")))).isEmpty();
    assertThat(store().conversations().standing(new Seat(nowhere, ann))).isEmpty();
    assertThat(store().conversations().progress(new Seat(nowhere, ann))).isEmpty();
    assertThat(store().conversations().overview(new Seat(nowhere, ann))).isEmpty();
    assertThat(store().conversations().unread(new Seat(nowhere, ann))).isEmpty();
    assertThat(store().conversations().intervals(nowhere, 0)).isEmpty();
  }

  @Test
  default void the_direct_conversation_of_two_is_made_once_however_many_begin_it() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Ear ear = chat.ear(ann);

    List<ConversationId> opened =
        Race.of(
            8,
            runner -> () -> (runner % 2 == 0 ? chat.direct(ann, ben) : chat.direct(ben, ann)).id());

    assertThat(opened).containsOnly(opened.get(0));
    assertThat(ear.hears()).hasSize(1).hasOnlyElementsOfType(ConversationCreated.class);
  }

  @Test
  default void a_standing_is_a_members_role_as_of_the_conversations_version() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().group(ann, ben);

    assertThat(room.standing(ann))
        .isEqualTo(
            new Standing(
                room.id(),
                ConversationType.GROUP,
                ann,
                MemberRole.OWNER,
                Permissions.every(),
                1,
                Optional.empty(),
                room.now().version()));
    assertThat(room.standing(ben).role()).isEqualTo(MemberRole.MEMBER);
  }

  @Test
  default void a_conversations_version_moves_with_its_members_and_not_with_its_messages() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().group(ann, ben);
    long first = room.standing(ann).version();

    room.read(ben, room.post(ann, "hello"));
    assertThat(room.standing(ann).version()).isEqualTo(first).isEqualTo(room.now().version());

    room.remove(ann, ben);
    long second = room.standing(ann).version();
    assertThat(second).isGreaterThan(first).isEqualTo(room.now().version());

    room.add(ann, ben);
    assertThat(room.standing(ann).version()).isGreaterThan(second).isEqualTo(room.now().version());
  }

  @Test
  default void who_is_not_a_member_has_no_place_there() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().group(ann, ben);
    room.post(ann, "hello");
    room.remove(ann, ben);

    for (UserId outsider : List.of(ben, Fresh.person("stranger"))) {
      var seat = new Seat(room.id(), outsider);
      assertThat(store().conversations().standing(seat)).isEmpty();
      assertThat(store().conversations().progress(seat)).isEmpty();
      assertThat(store().conversations().overview(seat)).isEmpty();
      assertThat(store().conversations().unread(seat)).isEmpty();
      assertThat(room.now().member(outsider)).isEmpty();
    }
  }

  @Test
  default void who_comes_back_has_a_place_again() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().group(ann, ben);
    room.post(ann, "one");
    room.remove(ann, ben);
    room.post(ann, "two");

    room.add(ann, ben);

    assertThat(room.member(ben)).isEqualTo(Member.joining(ben, MemberRole.MEMBER).at(2));
    assertThat(room.unread(ben)).isZero();
    room.post(ann, "three");
    assertThat(room.unread(ben)).isEqualTo(1);
    assertThat(room.post(ben, "four").seq()).isEqualTo(4);
  }

  @Test
  default void the_same_person_is_brought_in_once_however_many_do_it() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.group(ann);
    Ear ear = chat.ear(ben);

    Race.of(
        6,
        runner ->
            () -> {
              room.add(ann, ben);
              return room;
            });

    assertThat(room.now().members()).hasSize(2);
    assertThat(ear.hears()).hasSize(2);
  }

  @Test
  default void ids_of_people_differ_where_their_letters_do() {
    var small = Fresh.person("ann");
    var capital = new UserId("A" + small.value().substring(1));
    var ben = Fresh.person("ben");

    Room room = chat().direct(small, ben);

    assertThat(store().conversations().standing(new Seat(room.id(), capital))).isEmpty();
    assertThat(store().conversations().findDirect(UserPair.of(capital, ben))).isEmpty();
  }
}
