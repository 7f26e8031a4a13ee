package io.chattr.domain.decision;

import static io.chattr.domain.conversation.MemberRole.ADMIN;
import static io.chattr.domain.conversation.MemberRole.MEMBER;
import static io.chattr.domain.conversation.MemberRole.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.ConversationDeleted;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MemberUpdated;
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
  private static final Opening OPENING = new Opening(HouseRules.defaults());
  private static final Read READ = new Read(new Subject.OfConversation(ROOM), 4);

  @ParameterizedTest
  @EnumSource(
      value = MemberRole.class,
      names = {"OWNER", "ADMIN"})
  void owners_and_admins_bring_people_in_who_have_read_everything(MemberRole role) {
    Member cat = Member.joining(CAT, MEMBER).at(7);

    assertThat(group(role).add(ANN, CAT, 1_000))
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
    assertThat(Refusal.of(() -> group(MEMBER).add(ANN, CAT, 1_000)))
        .isEqualTo(new NotPermitted("add_members"));
    assertThat(Refusal.of(() -> group(MEMBER).remove(ANN, BEN)))
        .isEqualTo(new NotPermitted("remove_members"));
  }

  @ParameterizedTest
  @EnumSource(MemberRole.class)
  void everybody_may_leave_and_somebody_owns_the_group_after(MemberRole role) {
    assertThat(((Decision.Change<UserId>) group(role, OWNER).remove(ANN, ANN)).events())
        .containsExactly(new MemberRemoved(ROOM, ANN));
    assertThat(((Decision.Change<UserId>) group(OWNER, role).remove(ANN, ANN)).events())
        .startsWith(new MemberRemoved(ROOM, ANN))
        .hasSize(role == OWNER ? 1 : 2);
  }

  @Test
  void the_longest_standing_admin_follows_the_last_owner_and_else_the_longest_standing_member() {
    assertThat(successor(OWNER, MEMBER, ADMIN, ADMIN)).isEqualTo(new UserId("m2"));
    assertThat(successor(OWNER, MEMBER, MEMBER)).isEqualTo(new UserId("m1"));
  }

  @Test
  void the_last_one_to_leave_ends_the_group() {
    var alone = conversation(ConversationType.GROUP, OWNER, MEMBER);
    var roster = new Roster(alone.with(List.of(Member.joining(ANN, OWNER))));

    assertThat(((Decision.Change<UserId>) roster.remove(ANN, ANN)).events())
        .containsExactly(new MemberRemoved(ROOM, ANN), new ConversationDeleted(ROOM));
  }

  @Test
  void only_an_owner_ends_a_group() {
    assertThat(((Decision.Change<ConversationId>) group(OWNER).end(ANN)).events())
        .containsExactly(new ConversationDeleted(ROOM));
    assertThat(Refusal.of(() -> group(ADMIN).end(ANN)))
        .isEqualTo(new NotPermitted("delete_conversation"));
    assertThat(Refusal.of(() -> group(OWNER).end(CAT))).isEqualTo(new NotFound("conversation"));
  }

  private static UserId successor(MemberRole... roles) {
    List<Member> members =
        IntStream.range(0, roles.length)
            .mapToObj(i -> Member.joining(new UserId("m" + i), roles[i]))
            .toList();
    var roster = new Roster(conversation(ConversationType.GROUP, OWNER, OWNER).with(members));
    var left = (Decision.Change<UserId>) roster.remove(new UserId("m0"), new UserId("m0"));
    return ((MemberUpdated) left.events().getLast()).member().user();
  }

  @Test
  void to_a_stranger_the_group_does_not_exist() {
    assertThat(Refusal.of(() -> group(OWNER).add(CAT, CAT, 1_000)))
        .isEqualTo(new NotFound("conversation"));
    assertThat(Refusal.of(() -> group(OWNER).remove(CAT, BEN)))
        .isEqualTo(new NotFound("conversation"));
    assertThat(Refusal.of(() -> group(OWNER).remove(CAT, CAT)))
        .isEqualTo(new NotFound("conversation"));
  }

  @Test
  void who_is_there_already_stays_as_they_are() {
    assertThat(group(OWNER).add(ANN, BEN, 1_000))
        .isEqualTo(Decision.nothing(Member.joining(BEN, MEMBER)));
  }

  @Test
  void who_is_not_there_cannot_be_removed() {
    assertThat(Refusal.of(() -> group(OWNER).remove(ANN, CAT))).isEqualTo(new NotFound("member"));
  }

  @Test
  void the_two_of_a_direct_conversation_stay_in_it() {
    var direct = new Roster(conversation(ConversationType.DIRECT, MEMBER, MEMBER));

    assertThat(Refusal.of(() -> direct.add(ANN, CAT, 1_000))).isInstanceOf(Contradiction.class);
    assertThat(Refusal.of(() -> direct.remove(ANN, BEN))).isInstanceOf(Contradiction.class);
    assertThat(Refusal.of(() -> direct.remove(ANN, ANN))).isInstanceOf(Contradiction.class);
    assertThat(Refusal.of(() -> direct.add(CAT, CAT, 1_000)))
        .isEqualTo(new NotFound("conversation"));
  }

  @Test
  void a_full_group_takes_nobody_in() {
    var members = new ArrayList<Member>();
    members.add(Member.joining(ANN, OWNER));
    IntStream.range(1, HouseRules.MAX_GROUP_SIZE)
        .forEach(i -> members.add(Member.joining(new UserId("m" + i), MEMBER)));
    var full =
        new Conversation(
            ROOM,
            ConversationType.GROUP,
            Details.of(new Title("Crew")),
            Instant.EPOCH,
            members,
            0,
            1);

    assertThat(Refusal.of(() -> new Roster(full).add(ANN, CAT, 1_000)))
        .isInstanceOf(Contradiction.class);
  }

  @Test
  void a_group_begins_with_its_creator_as_owner_and_each_member_once() {
    var decision = (Decision.Change<Conversation>) begin(BEN, Set.of(CAT, BEN, ANN));

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
        IntStream.range(0, HouseRules.MAX_GROUP_SIZE)
            .mapToObj(i -> new UserId("m" + i))
            .collect(Collectors.toSet());

    assertThat(Refusal.field(() -> begin(ANN, others))).isEqualTo("memberIds too_large");
    others.remove(new UserId("m0"));
    assertThat(begin(ANN, others)).isNotNull();
  }

  @Test
  void a_direct_conversation_begins_where_there_is_none() {
    var decision =
        (Decision.Change<Conversation>)
            OPENING.direct(ROOM, Relation.none(UserPair.of(BEN, ANN)), Instant.EPOCH);

    assertThat(decision.reads())
        .containsExactly(
            new Read(new Subject.OfDirect(UserPair.of(ANN, BEN)), 0),
            new Read(new Subject.OfRelation(UserPair.of(ANN, BEN)), 0));
    assertThat(decision.answer().members())
        .containsExactly(Member.joining(ANN, MEMBER), Member.joining(BEN, MEMBER));
    assertThat(decision.answer().title()).isEmpty();
  }

  private static Decision<Conversation> begin(UserId creator, Set<UserId> others) {
    return OPENING.group(
        ROOM, creator, Details.of(new Title("Crew")), others, Optional.empty(), Instant.EPOCH);
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
        Details.of(new Title("Crew")),
        Instant.EPOCH,
        List.of(Member.joining(ANN, annsRole), Member.joining(BEN, bensRole)),
        7,
        4);
  }
}
