package io.chattr.domain.decision;

import static io.chattr.domain.conversation.MemberRole.ADMIN;
import static io.chattr.domain.conversation.MemberRole.MEMBER;
import static io.chattr.domain.conversation.MemberRole.OWNER;
import static io.chattr.domain.conversation.Permission.MANAGE_ROLES;
import static io.chattr.domain.conversation.Permission.PIN;
import static io.chattr.domain.conversation.Permission.POST;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.domain.content.Content;
import io.chattr.domain.content.Deleted;
import io.chattr.domain.content.Media;
import io.chattr.domain.content.Metadata;
import io.chattr.domain.content.Text;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.Grants;
import io.chattr.domain.conversation.History;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Permission;
import io.chattr.domain.conversation.Permissions;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.decision.Ranks.DetailsChange;
import io.chattr.domain.decision.Ranks.MemberChange;
import io.chattr.domain.event.ConversationEvent.ConversationUpdated;
import io.chattr.domain.event.ConversationEvent.MemberUpdated;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Refusal;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Draft;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.MessageMarks;
import io.chattr.domain.message.References;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what in a group, the whole table of it, and who may change that. */
class RanksTest {
  private static final ConversationId ROOM = new ConversationId(new UUID(0, 1));
  private static final UserId ANN = new UserId("ann");
  private static final UserId BEN = new UserId("ben");
  private static final UserId CAT = new UserId("cat");
  private static final Permissions DEFAULTS = Permissions.of(POST, Permission.SEND_MEDIA);

  /** Each permission, as something that needs it. */
  private static final Map<Permission, Action> ACTIONS =
      Map.of(
          POST,
          (group, by) -> Standing.in(group, of(group, by)).post(draft(by, new Text("hello"))),
          Permission.SEND_MEDIA,
          (group, by) ->
              Standing.in(group, of(group, by))
                  .post(draft(by, new Media("photo", Optional.empty()))),
          Permission.ADD_MEMBERS,
          (group, by) -> new Roster(group).add(by, CAT, 1_000),
          Permission.REMOVE_MEMBERS,
          (group, by) -> new Roster(group).remove(by, BEN),
          Permission.EDIT_DETAILS,
          (group, by) ->
              new Ranks(group)
                  .describe(
                      by,
                      new DetailsChange(
                          Optional.of(new Title("Other")),
                          Optional.empty(),
                          Optional.empty(),
                          Optional.empty())),
          PIN,
          (group, by) -> held(group, by, BEN).pin(0),
          Permission.DELETE_ANY,
          (group, by) -> held(group, by, BEN).delete(Instant.EPOCH),
          MANAGE_ROLES,
          (group, by) ->
              new Ranks(group)
                  .describe(
                      by,
                      new DetailsChange(
                          Optional.empty(),
                          Optional.empty(),
                          Optional.of(Permissions.of(POST)),
                          Optional.empty())));

  private interface Action {
    Decision<?> by(Conversation group, UserId user);
  }

  /** Role × permission × granted, denied or neither × in the members' set or not. */
  static Stream<Arguments> table() {
    return Stream.of(MemberRole.values())
        .flatMap(
            role ->
                Stream.of(Permission.values())
                    .flatMap(
                        permission ->
                            Stream.of("granted", "denied", "neither")
                                .flatMap(
                                    grant ->
                                        Stream.of(true, false)
                                            .map(
                                                inSet ->
                                                    Arguments.of(
                                                        role, permission, grant, inSet)))));
  }

  @ParameterizedTest
  @MethodSource("table")
  void the_role_with_what_is_granted_and_without_what_is_denied_decides(
      MemberRole role, Permission permission, String grant, boolean inSet) {
    Permissions one = Permissions.of(permission);
    Grants grants =
        switch (grant) {
          case "granted" -> new Grants(one, Permissions.none());
          case "denied" -> new Grants(Permissions.none(), one);
          default -> Grants.none();
        };
    // Whoever sends media may post, so that the one thing is tested that is meant.
    Permissions others = permission == POST ? Permissions.none() : Permissions.of(POST);
    Permissions members = inSet ? others.and(one) : others;
    Conversation group = group(members, Member.joining(ANN, role).with(grants));
    boolean inRole =
        switch (role) {
          case OWNER -> true;
          case ADMIN -> permission != MANAGE_ROLES;
          case MEMBER -> inSet;
        };
    boolean expected = !grant.equals("denied") && (inRole || grant.equals("granted"));

    assertThat(Standing.in(group, of(group, ANN)).can(permission)).isEqualTo(expected);
    assertThat(isAllowed(group, permission)).isEqualTo(expected);
  }

  private static boolean isAllowed(Conversation group, Permission permission) {
    try {
      ACTIONS.get(permission).by(group, ANN);
      return true;
    } catch (Rejected refused) {
      assertThat(refused.failure()).isInstanceOf(NotPermitted.class);
      return false;
    }
  }

  @Test
  void an_owner_makes_admins_and_owners() {
    Conversation group = group(DEFAULTS, Member.joining(ANN, OWNER));

    assertThat(update(group, ANN, BEN, role(ADMIN)))
        .isEqualTo(new MemberUpdated(ROOM, Member.joining(BEN, ADMIN)));
    assertThat(update(group, ANN, BEN, role(OWNER)))
        .isEqualTo(new MemberUpdated(ROOM, Member.joining(BEN, OWNER)));
  }

  @Test
  void an_owner_hands_over_and_then_steps_down() {
    Conversation alone = group(DEFAULTS, Member.joining(ANN, OWNER));
    Conversation two = alone.with(List.of(Member.joining(ANN, OWNER), Member.joining(BEN, OWNER)));

    assertThat(Refusal.of(() -> new Ranks(alone).update(ANN, ANN, role(MEMBER))))
        .isInstanceOf(Contradiction.class);
    assertThat(update(two, ANN, ANN, role(ADMIN)))
        .isEqualTo(new MemberUpdated(ROOM, Member.joining(ANN, ADMIN)));
  }

  @Test
  void nobody_rises_by_themselves() {
    Conversation group = group(DEFAULTS, Member.joining(ANN, ADMIN));

    assertThat(Refusal.of(() -> new Ranks(group).update(ANN, ANN, role(OWNER))))
        .isEqualTo(new NotPermitted("manage_roles"));
    assertThat(Refusal.of(() -> new Ranks(group).update(ANN, ANN, granted(MANAGE_ROLES))))
        .isEqualTo(new NotPermitted("manage_roles"));
  }

  @Test
  void who_manages_roles_gives_no_more_than_they_have_and_reaches_plain_members_alone() {
    Member manager =
        Member.joining(ANN, MEMBER)
            .with(new Grants(Permissions.of(MANAGE_ROLES), Permissions.none()));
    Conversation group = group(DEFAULTS, manager);
    Conversation withAdmin = group.with(List.of(manager, Member.joining(BEN, ADMIN)));

    assertThat(Refusal.of(() -> new Ranks(group).update(ANN, BEN, granted(PIN))))
        .isEqualTo(new NotPermitted("manage_roles"));
    assertThat(Refusal.of(() -> new Ranks(group).update(ANN, BEN, role(ADMIN))))
        .isEqualTo(new NotPermitted("manage_roles"));
    assertThat(Refusal.of(() -> new Ranks(withAdmin).update(ANN, BEN, role(MEMBER))))
        .isEqualTo(new NotPermitted("manage_roles"));
    Member denied =
        Member.joining(BEN, MEMBER)
            .with(new Grants(Permissions.of(Permission.DELETE_ANY), Permissions.of(PIN)));
    Conversation withDenied = group.with(List.of(manager, denied));
    var nothingDenied =
        new MemberChange(Optional.empty(), Optional.empty(), Optional.of(Permissions.none()));
    var nothingGranted =
        new MemberChange(Optional.empty(), Optional.of(Permissions.none()), Optional.empty());
    for (MemberChange change : List.of(nothingDenied, nothingGranted)) {
      assertThat(Refusal.of(() -> new Ranks(withDenied).update(ANN, BEN, change)))
          .isEqualTo(new NotPermitted("manage_roles"));
    }
    for (Permissions wanted : List.of(Permissions.every(), DEFAULTS.and(Permissions.of(PIN)))) {
      assertThat(Refusal.of(() -> new Ranks(group).describe(ANN, members(wanted))))
          .isEqualTo(new NotPermitted("manage_roles"));
    }
    assertThat(new Ranks(group).describe(ANN, members(Permissions.of(POST)))).isNotNull();
    assertThat(update(group, ANN, BEN, granted(MANAGE_ROLES)))
        .isEqualTo(
            new MemberUpdated(
                ROOM,
                Member.joining(BEN, MEMBER)
                    .with(new Grants(Permissions.of(MANAGE_ROLES), Permissions.none()))));
  }

  @Test
  void an_owner_has_every_permission_and_nothing_is_taken_from_one() {
    Conversation group = group(DEFAULTS, Member.joining(ANN, OWNER));
    var both =
        new MemberChange(Optional.of(OWNER), Optional.empty(), Optional.of(Permissions.of(POST)));

    assertThat(Refusal.of(() -> new Ranks(group).update(ANN, BEN, both)))
        .isInstanceOf(Contradiction.class);
  }

  @Test
  void what_is_as_it_was_asked_changes_nothing() {
    Conversation group = group(DEFAULTS, Member.joining(ANN, OWNER));

    assertThat(new Ranks(group).update(ANN, BEN, role(MEMBER)))
        .isEqualTo(Decision.nothing(Member.joining(BEN, MEMBER)));
    assertThat(
            new Ranks(group)
                .describe(
                    ANN,
                    new DetailsChange(
                        group.title(), Optional.empty(), Optional.empty(), Optional.empty())))
        .isEqualTo(Decision.nothing(group));
  }

  @Test
  void strangers_and_the_two_of_a_direct_conversation_change_nothing() {
    Conversation group = group(DEFAULTS, Member.joining(ANN, OWNER));
    var direct =
        new Conversation(
            ROOM, ConversationType.DIRECT, Details.direct(), Instant.EPOCH, group.members(), 0, 1);

    assertThat(Refusal.of(() -> new Ranks(group).update(CAT, BEN, role(ADMIN))))
        .isEqualTo(new NotFound("conversation"));
    assertThat(Refusal.of(() -> new Ranks(group).update(ANN, CAT, role(ADMIN))))
        .isEqualTo(new NotFound("member"));
    assertThat(Refusal.of(() -> new Ranks(direct).update(ANN, BEN, role(ADMIN))))
        .isInstanceOf(Contradiction.class);
  }

  @Test
  void details_are_changed_one_by_one() {
    Conversation group = group(DEFAULTS, Member.joining(ANN, OWNER));
    var change =
        new DetailsChange(
            Optional.empty(),
            Optional.of(new Metadata("{}")),
            Optional.of(Permissions.of(POST, PIN)),
            Optional.of(History.JOINED));

    var described = (Decision.Change<Conversation>) new Ranks(group).describe(ANN, change);

    assertThat(described.answer().details())
        .isEqualTo(
            new Details(
                group.title(),
                Optional.of(new Metadata("{}")),
                Permissions.of(POST, PIN),
                History.JOINED));
    assertThat(described.events()).containsExactly(new ConversationUpdated(described.answer()));
  }

  @Test
  void a_sender_edits_their_own_and_only_for_a_while() {
    Conversation group = group(DEFAULTS, Member.joining(ANN, OWNER));
    Duration hour = Duration.ofHours(1);

    assertThat(
            Refusal.of(
                () -> held(group, ANN, BEN).edit(new Text("no"), List.of(), hour, Instant.EPOCH)))
        .isEqualTo(new NotPermitted("edit_message"));
    assertThat(
            Refusal.of(
                () ->
                    held(group, BEN, BEN)
                        .edit(
                            new Text("late"),
                            List.of(),
                            hour,
                            Instant.EPOCH.plus(hour).plusMillis(1))))
        .isInstanceOf(Contradiction.class);
    assertThat(
            Refusal.of(
                () ->
                    held(group, BEN, BEN)
                        .edit(new Media("x", Optional.empty()), List.of(), hour, Instant.EPOCH)))
        .isInstanceOf(Contradiction.class);
    assertThat(held(group, BEN, BEN).edit(new Text("hello"), List.of(), hour, Instant.EPOCH))
        .isEqualTo(Decision.nothing(message(BEN)));
  }

  @Test
  void what_is_deleted_keeps_its_place_and_nothing_else() {
    Conversation group = group(DEFAULTS, Member.joining(ANN, OWNER));

    var deleted =
        (Decision.Change<Message>) held(group, BEN, BEN).delete(Instant.EPOCH.plusSeconds(1));

    assertThat(deleted.answer().content()).isEqualTo(new Deleted());
    assertThat(deleted.answer().references()).isEqualTo(References.none());
    assertThat(deleted.answer().seq()).isEqualTo(7);
    var again =
        new MessageAccess(
            Standing.in(group, of(group, BEN)), deleted.answer(), MessageMarks.none());
    assertThat(again.delete(Instant.EPOCH)).isEqualTo(Decision.nothing(deleted.answer()));
    assertThat(Refusal.of(() -> again.react(new Emoji("👍")))).isInstanceOf(Contradiction.class);
    assertThat(Refusal.of(() -> again.star(true))).isInstanceOf(Contradiction.class);
  }

  private static DetailsChange members(Permissions permissions) {
    return new DetailsChange(
        Optional.empty(), Optional.empty(), Optional.of(permissions), Optional.empty());
  }

  private static MemberChange role(MemberRole role) {
    return new MemberChange(Optional.of(role), Optional.empty(), Optional.empty());
  }

  private static MemberChange granted(Permission permission) {
    return new MemberChange(
        Optional.empty(), Optional.of(Permissions.of(permission)), Optional.empty());
  }

  private static MemberUpdated update(
      Conversation group, UserId by, UserId user, MemberChange change) {
    var decided = (Decision.Change<Member>) new Ranks(group).update(by, user, change);
    return (MemberUpdated) decided.events().getFirst();
  }

  private static Conversation group(Permissions members, Member ann) {
    return new Conversation(
        ROOM,
        ConversationType.GROUP,
        new Details(Optional.of(new Title("Crew")), Optional.empty(), members, History.ALL),
        Instant.EPOCH,
        List.of(ann, Member.joining(BEN, MEMBER)),
        7,
        4);
  }

  private static Member of(Conversation group, UserId user) {
    return group.member(user).orElseThrow();
  }

  private static MessageAccess held(Conversation group, UserId by, UserId sender) {
    return new MessageAccess(
        Standing.in(group, of(group, by)), message(sender), MessageMarks.none());
  }

  private static Message message(UserId sender) {
    return draft(sender, new Text("hello")).at(7, Instant.EPOCH, 9);
  }

  private static Draft draft(UserId sender, Content content) {
    return new Draft(
        new MessageId(new UUID(0, 9)),
        ROOM,
        sender,
        content,
        Optional.empty(),
        References.none(),
        Optional.empty());
  }
}
