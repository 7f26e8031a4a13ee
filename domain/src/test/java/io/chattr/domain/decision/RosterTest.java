package io.chattr.domain.decision;

import static io.chattr.domain.conversation.MemberRole.ADMIN;
import static io.chattr.domain.conversation.MemberRole.MEMBER;
import static io.chattr.domain.conversation.MemberRole.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Refusal;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RosterTest {
  private static final ConversationId ROOM = new ConversationId(new UUID(0, 1));
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");
  private static final UserId CAT = new UserId("cat");
  private static final Read READ = new Read(Read.Kind.CONVERSATION, ROOM, 4);

  @ParameterizedTest
  @EnumSource(
      value = MemberRole.class,
      names = {"OWNER", "ADMIN"})
  void owners_and_admins_bring_people_in_who_have_read_everything(MemberRole role) {
    Member cat = Member.joining(CAT, MEMBER).at(7);

    assertThat(group(role).add(ANN, CAT))
        .isEqualTo(
            new Decision.Change<>(
                List.of(READ),
                List.of(new MemberAdded(ROOM, cat), new ConversationJoined(CAT, ROOM)),
                cat));
  }

  @ParameterizedTest
  @CsvSource({"OWNER", "ADMIN"})
  void owners_and_admins_remove_people(MemberRole role) {
    assertThat(group(role).remove(ANN, BEN))
        .isEqualTo(
            new Decision.Change<>(List.of(READ), List.of(new MemberRemoved(ROOM, BEN)), BEN));
  }

  @ParameterizedTest
  @EnumSource(MemberRole.class)
  void an_owner_removes_whoever_is_there(MemberRole bensRole) {
    assertThat(group(OWNER, bensRole).remove(ANN, BEN))
        .isEqualTo(
            new Decision.Change<>(List.of(READ), List.of(new MemberRemoved(ROOM, BEN)), BEN));
  }

  @ParameterizedTest
  @EnumSource(
      value = MemberRole.class,
      names = {"OWNER", "ADMIN"})
  void an_admin_removes_neither_an_owner_nor_another_admin(MemberRole bensRole) {
    assertThat(Refusal.of(() -> group(ADMIN, bensRole).remove(ANN, BEN)))
        .isEqualTo(new NotPermitted("remove_members"));
  }

  @Test
  void plain_members_do_neither() {
    assertThat(Refusal.of(() -> group(MEMBER).add(ANN, CAT)))
        .isEqualTo(new NotPermitted("add_members"));
    assertThat(Refusal.of(() -> group(MEMBER).remove(ANN, BEN)))
        .isEqualTo(new NotPermitted("remove_members"));
  }

  @ParameterizedTest
  @EnumSource(MemberRole.class)
  void everybody_may_leave(MemberRole role) {
    assertThat(group(role).remove(ANN, ANN))
        .isEqualTo(
            new Decision.Change<>(List.of(READ), List.of(new MemberRemoved(ROOM, ANN)), ANN));
  }

  @Test
  void to_a_stranger_the_group_does_not_exist() {
    assertThat(Refusal.of(() -> group(OWNER).add(CAT, CAT)))
        .isEqualTo(new NotFound("conversation"));
    assertThat(Refusal.of(() -> group(OWNER).remove(CAT, BEN)))
        .isEqualTo(new NotFound("conversation"));
    assertThat(Refusal.of(() -> group(OWNER).remove(CAT, CAT)))
        .isEqualTo(new NotFound("conversation"));
  }

  @Test
  void who_is_there_already_stays_as_they_are() {
    assertThat(group(OWNER).add(ANN, BEN)).isEqualTo(Decision.nothing(Member.joining(BEN, MEMBER)));
  }

  @Test
  void who_is_not_there_cannot_be_removed() {
    assertThat(Refusal.of(() -> group(OWNER).remove(ANN, CAT))).isEqualTo(new NotFound("member"));
  }

  @Test
  void the_two_of_a_direct_conversation_stay_in_it() {
    var direct = new Roster(conversation(ConversationType.DIRECT, MEMBER, MEMBER));

    assertThat(Refusal.of(() -> direct.add(ANN, CAT))).isInstanceOf(Contradiction.class);
    assertThat(Refusal.of(() -> direct.remove(ANN, BEN))).isInstanceOf(Contradiction.class);
    assertThat(Refusal.of(() -> direct.remove(ANN, ANN))).isInstanceOf(Contradiction.class);
    assertThat(Refusal.of(() -> direct.add(CAT, CAT))).isEqualTo(new NotFound("conversation"));
  }

  @Test
  void a_full_group_takes_nobody_in() {
    var members = new ArrayList<Member>();
    members.add(Member.joining(ANN, OWNER));
    IntStream.range(1, Opening.MAX_MEMBERS)
        .forEach(i -> members.add(Member.joining(new UserId("m" + i), MEMBER)));
    var full =
        new Conversation(
            ROOM, ConversationType.GROUP, Optional.empty(), Instant.EPOCH, members, 0, 1);

    assertThat(Refusal.of(() -> new Roster(full).add(ANN, CAT))).isInstanceOf(Contradiction.class);
  }

  @Test
  void a_group_begins_with_its_creator_as_owner_and_each_member_once() {
    var decision =
        (Decision.Change<Conversation>)
            Opening.group(ROOM, BEN, new Title("Crew"), Set.of(CAT, BEN, ANN), Instant.EPOCH);

    Conversation begun = decision.answer();
    assertThat(begun.members())
        .containsExactly(
            Member.joining(ANN, MEMBER), Member.joining(BEN, OWNER), Member.joining(CAT, MEMBER));
    assertThat(begun.version()).isEqualTo(1);
    assertThat(decision.events()).containsExactly(new ConversationCreated(begun));
    assertThat(decision.reads()).isEmpty();
  }

  @Test
  void a_group_begins_with_no_more_members_than_it_can_have() {
    Set<UserId> others =
        IntStream.range(0, Opening.MAX_MEMBERS)
            .mapToObj(i -> new UserId("m" + i))
            .collect(Collectors.toSet());

    assertThat(
            Refusal.field(() -> Opening.group(ROOM, ANN, new Title("Crew"), others, Instant.EPOCH)))
        .isEqualTo("memberIds too_large");
    others.remove(new UserId("m0"));
    assertThat(Opening.group(ROOM, ANN, new Title("Crew"), others, Instant.EPOCH)).isNotNull();
  }

  @Test
  void a_direct_conversation_begins_where_there_is_none() {
    var decision =
        (Decision.Change<Conversation>) Opening.direct(ROOM, UserPair.of(BEN, ANN), Instant.EPOCH);

    assertThat(decision.reads())
        .containsExactly(new Read(Read.Kind.DIRECT_CONVERSATION, UserPair.of(ANN, BEN), 0));
    assertThat(decision.answer().members())
        .containsExactly(Member.joining(ANN, MEMBER), Member.joining(BEN, MEMBER));
    assertThat(decision.answer().title()).isEmpty();
  }

  private static Roster group(MemberRole annsRole) {
    return group(annsRole, MEMBER);
  }

  private static Roster group(MemberRole annsRole, MemberRole bensRole) {
    return new Roster(conversation(ConversationType.GROUP, annsRole, bensRole));
  }

  private static Conversation conversation(
      ConversationType type, MemberRole annsRole, MemberRole bensRole) {
    return new Conversation(
        ROOM,
        type,
        Optional.empty(),
        Instant.EPOCH,
        List.of(Member.joining(ANN, annsRole), Member.joining(BEN, bensRole)),
        7,
        4);
  }
}
