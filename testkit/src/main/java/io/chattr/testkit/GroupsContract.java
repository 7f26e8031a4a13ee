package io.chattr.testkit;

import static io.chattr.testkit.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.content.Metadata;
import io.chattr.domain.conversation.ConversationSettings;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.Grants;
import io.chattr.domain.conversation.History;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Permission;
import io.chattr.domain.conversation.Permissions;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.decision.Arrangement;
import io.chattr.domain.decision.Decision;
import io.chattr.domain.decision.HouseRules;
import io.chattr.domain.decision.Once;
import io.chattr.domain.decision.Opening;
import io.chattr.domain.decision.Ranks.DetailsChange;
import io.chattr.domain.decision.Ranks.MemberChange;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.ConversationEvent.ConversationDeleted;
import io.chattr.domain.event.ConversationEvent.ConversationUpdated;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MemberUpdated;
import io.chattr.domain.event.UserEvent.ConversationArranged;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.IdempotencyKey;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Ear;
import io.chattr.testkit.fixture.Fresh;
import io.chattr.testkit.fixture.Race;
import io.chattr.testkit.fixture.Room;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Groups: what they are called, who may do what in them, how they end; and how one keeps them. */
public interface GroupsContract extends StoreUnderTest {

  @Test
  default void a_group_is_described_in_other_words() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.group(ann, ben);
    Ear ear = chat.ear(ben);
    var details =
        new Details(
            Optional.of(new Title("Other")),
            Optional.of(new Metadata("{\"a\":[1]}")),
            Permissions.of(Permission.POST, Permission.PIN),
            History.JOINED);

    room.describe(
        ann,
        new DetailsChange(
            details.title(),
            details.metadata(),
            Optional.of(details.memberPermissions()),
            Optional.of(details.historyForNewMembers())));

    assertThat(room.now().details()).isEqualTo(details);
    assertThat(ear.hears()).containsExactly(new ConversationUpdated(room.now()));
  }

  @Test
  default void a_change_of_what_members_may_do_counts_at_once() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().group(ann, ben);
    room.post(ben, "hello");

    room.describe(ann, memberPermissions(Permissions.none()));
    assertThat(refusal(() -> room.post(ben, "psst"))).isEqualTo(new NotPermitted("post"));

    room.rank(ann, ben, granted(Permission.POST));
    room.post(ben, "again");
    assertThat(room.standing(ben).permissions()).isEqualTo(Permissions.of(Permission.POST));
  }

  @Test
  default void a_member_has_another_role_and_other_grants_and_keeps_their_place() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.group(ann, ben);
    room.read(ben, room.post(ann, "hello"));
    Member before = room.member(ben);
    Ear ear = chat.ear(ben);

    room.rank(
        ann,
        ben,
        new MemberChange(
            Optional.of(MemberRole.ADMIN),
            Optional.of(Permissions.of(Permission.MANAGE_ROLES)),
            Optional.of(Permissions.of(Permission.PIN, Permission.POST))));

    Member after =
        before
            .with(MemberRole.ADMIN)
            .with(
                new Grants(
                    Permissions.of(Permission.MANAGE_ROLES),
                    Permissions.of(Permission.PIN, Permission.POST)));
    assertThat(room.member(ben)).isEqualTo(after);
    assertThat(ear.hears()).containsExactly(new MemberUpdated(room.id(), after));
    assertThat(room.standing(ben).permissions())
        .isEqualTo(Permissions.every().without(Permissions.of(Permission.PIN, Permission.POST)));
  }

  @Test
  default void newcomers_see_what_the_group_lets_them_see() {
    var ann = Fresh.person("ann");
    var early = Fresh.person("early");
    var late = Fresh.person("late");
    Room room = chat().group(ann);
    room.post(ann, "before");

    room.add(ann, early);
    room.describe(
        ann,
        new DetailsChange(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(History.JOINED)));
    room.add(ann, late);

    assertThat(room.member(early).visibleFromSeq()).isEqualTo(1);
    assertThat(room.member(late).visibleFromSeq()).isEqualTo(2);
  }

  @Test
  default void members_stand_in_the_order_of_their_coming_and_the_next_one_follows_the_owner() {
    var ann = Fresh.person("z-ann");
    var ben = Fresh.person("y-ben");
    var cat = Fresh.person("a-cat");
    Room room = chat().group(ann);
    room.add(ann, ben);
    room.add(ann, cat);

    assertThat(room.now().members()).extracting(Member::user).containsExactly(ann, ben, cat);
    room.remove(ann, ann);
    assertThat(room.member(ben).role()).isEqualTo(MemberRole.OWNER);
    assertThat(room.member(cat).role()).isEqualTo(MemberRole.MEMBER);
  }

  @Test
  default void a_group_that_ends_is_gone_for_all_and_all_hear_of_it() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.group(ann, ben);
    room.post(ann, "hello");
    Ear ear = chat.ear(ben);

    room.end(ann);

    assertThat(ear.hears()).containsExactly(new ConversationDeleted(room.id()));
    for (UserId former : List.of(ann, ben)) {
      var seat = new Seat(room.id(), former);
      assertThat(store().conversations().overview(seat)).isEmpty();
      assertThat(store().conversations().standing(seat)).isEmpty();
      assertThat(store().conversations().unread(seat)).isEmpty();
    }
    assertThat(room.now().members()).isEmpty();
    assertThat(refusal(() -> room.post(ann, "after"))).isEqualTo(new NotFound("conversation"));
  }

  @Test
  default void the_last_one_to_leave_ends_the_group() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    Room room = chat.group(ann);
    Ear ear = chat.ear(ann);

    room.remove(ann, ann);

    assertThat(ear.hears()).containsExactly(new MemberRemoved(room.id(), ann));
    assertThat(refusal(() -> room.add(ann, ann))).isEqualTo(new NotFound("conversation"));
  }

  @RepeatedTest(5)
  default void when_all_owners_leave_at_once_somebody_owns_the_group() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    var cat = Fresh.person("cat");
    Room room = chat().group(ann, ben, cat);
    room.rank(ann, ben, role(MemberRole.OWNER));

    Race.of(
        2,
        runner ->
            () -> {
              UserId leaver = runner == 0 ? ann : ben;
              room.remove(leaver, leaver);
              return leaver;
            });

    assertThat(room.now().members()).hasSize(1);
    assertThat(room.member(cat).role()).isEqualTo(MemberRole.OWNER);
  }

  @RepeatedTest(5)
  default void who_is_removed_while_sending_sent_it_before_or_not_at_all() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.group(ann, ben);
    room.post(ben, "warm");
    Ear ear = chat.ear(ann);

    List<Integer> sent =
        Race.of(
            2,
            runner ->
                () -> {
                  if (runner == 0) {
                    room.remove(ann, ben);
                    return 0;
                  }
                  int count = 0;
                  try {
                    for (; count < 50; count++) {
                      room.post(ben, "hello " + count);
                    }
                  } catch (Rejected refused) {
                    assertThat(refused.failure()).isEqualTo(new NotFound("conversation"));
                  }
                  return count;
                });

    assertThat(Ear.said(ear.hears())).hasSize(sent.get(1));
    assertThat(room.messages()).hasSize(sent.get(1) + 1);
  }

  @Test
  default void how_a_conversation_is_kept_is_ones_own_until_one_leaves() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.group(ann, ben);
    Ear annHears = chat.ear(ann);
    Ear benHears = chat.ear(ben);
    var wanted = new ConversationSettings(true, false, true, ConversationSettings.SHOWN);

    room.arrange(ben, present -> present.change(wanted));

    assertThat(room.overview(ben).settings()).isEqualTo(wanted);
    assertThat(room.overview(ann).settings()).isEqualTo(ConversationSettings.defaults());
    assertThat(benHears.hears()).containsExactly(new ConversationArranged(ben, room.id(), wanted));
    assertThat(annHears.hears()).isEmpty();
    room.remove(ann, ben);
    room.add(ann, ben);
    assertThat(room.overview(ben).settings()).isEqualTo(ConversationSettings.defaults());
  }

  @Test
  default void a_hidden_conversation_is_out_of_the_list_until_something_is_said() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.direct(ann, ben);
    room.post(ann, "hello");

    room.arrange(ben, Arrangement::hide);
    assertThat(chat.listed(ben)).isEmpty();
    assertThat(chat.listed(ann)).containsExactly(room.id());
    assertThat(room.arrangement(ben).settings().hiddenUpTo()).isEqualTo(1);

    room.post(ann, "again");
    assertThat(chat.listed(ben)).containsExactly(room.id());

    Room empty = chat.direct(ben, Fresh.person("cat"));
    empty.arrange(ben, Arrangement::hide);
    assertThat(chat.listed(ben)).containsExactly(room.id());
  }

  @Test
  default void in_a_crowd_nobody_is_told_of_deliveries_but_of_what_was_read() {
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat().group(ann, ben);
    Fresh.people("other", 30).forEach(other -> room.add(ann, other));
    Message first = room.post(ann, "to 32");
    assertThat(room.delivered(ben, first).deliveredUpTo()).isEqualTo(1);
    room.add(ann, Fresh.person("the-33rd"));
    Message second = room.post(ann, "to 33");

    assertThat(room.progress(ben).crowded()).isTrue();
    assertThat(room.delivered(ben, second).deliveredUpTo()).isEqualTo(1);
    assertThat(store().conversations().undelivered(ben, store().journal().head().position()))
        .isEmpty();
    assertThat(room.read(ben, second).readUpTo()).isEqualTo(2);
  }

  @Test
  default void those_who_are_there_are_told_from_those_who_are_not() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    var ben = Fresh.person("ben");
    Room room = chat.group(ann, ben);
    room.remove(ann, ben);

    assertThat(
            store().conversations().present(room.id(), List.of(ann, ben, Fresh.person("stranger"))))
        .containsExactly(ann);
    assertThat(store().conversations().present(room.id(), List.of())).isEmpty();
  }

  @Test
  default void ones_conversations_come_in_the_order_of_their_ids() {
    Chat chat = chat();
    var ann = Fresh.person("ann");
    List<ConversationId> rooms =
        IntStream.range(0, 5)
            .mapToObj(i -> chat.group(ann).id())
            .sorted((one, other) -> one.toString().compareTo(other.toString()))
            .toList();
    Room left = chat.group(ann);
    left.remove(ann, ann);

    assertThat(store().conversations().of(ann, Optional.empty(), 3)).isEqualTo(rooms.subList(0, 3));
    assertThat(store().conversations().of(ann, Optional.of(rooms.get(2)), 3))
        .isEqualTo(rooms.subList(3, 5));
  }

  @Test
  default void a_group_is_begun_once_under_a_key_however_many_begin_it() {
    var ann = Fresh.person("ann");
    var key = new IdempotencyKey(Fresh.word());
    var details = Details.of(new Title("Crew"));
    var opening = new Opening(HouseRules.defaults());

    List<ConversationId> begun =
        Race.of(
            6,
            runner ->
                () -> {
                  var id = new ConversationId(Fresh.id());
                  var once = Once.of(ann, key, details, Set.of(), id);
                  return store()
                      .journal()
                      .commit(
                          () ->
                              store()
                                  .conversations()
                                  .done(once.mark())
                                  .flatMap(
                                      done -> store().conversations().find(done.conversation()))
                                  .map(Decision::nothing)
                                  .orElseGet(
                                      () ->
                                          opening.group(
                                              id,
                                              ann,
                                              details,
                                              Set.of(),
                                              Optional.of(once),
                                              Fresh.now())))
                      .value()
                      .id();
                });

    assertThat(begun).containsOnly(begun.getFirst());
    Once done =
        store()
            .conversations()
            .done(Once.of(ann, key, details, Set.of(), begun.getFirst()).mark())
            .orElseThrow();
    assertThat(done).isEqualTo(Once.of(ann, key, details, Set.of(), begun.getFirst()));
    assertThat(store().conversations().done(Fresh.id())).isEmpty();
  }

  private static DetailsChange memberPermissions(Permissions permissions) {
    return new DetailsChange(
        Optional.empty(), Optional.empty(), Optional.of(permissions), Optional.empty());
  }

  private static MemberChange granted(Permission permission) {
    return new MemberChange(
        Optional.empty(), Optional.of(Permissions.of(permission)), Optional.empty());
  }

  private static MemberChange role(MemberRole role) {
    return new MemberChange(Optional.of(role), Optional.empty(), Optional.empty());
  }
}
