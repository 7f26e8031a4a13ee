package io.chattr.domain.decision;

import static io.chattr.domain.conversation.Permission.EDIT_DETAILS;
import static io.chattr.domain.conversation.Permission.MANAGE_ROLES;

import io.chattr.domain.content.Metadata;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.Grants;
import io.chattr.domain.conversation.History;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Permissions;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.event.ConversationEvent.ConversationUpdated;
import io.chattr.domain.event.ConversationEvent.MemberUpdated;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import java.util.List;
import java.util.Optional;

/** What the members of a group are and may do, and how the group is called and kept. */
public record Ranks(Group group) {

  public Ranks(Conversation conversation) {
    this(new Group(conversation));
  }

  /** What is to become another for a member; the rest stays. */
  public record MemberChange(
      Optional<MemberRole> role, Optional<Permissions> granted, Optional<Permissions> denied) {}

  /** What is to become another for a group; the rest stays. */
  public record DetailsChange(
      Optional<Title> title,
      Optional<Metadata> metadata,
      Optional<Permissions> memberPermissions,
      Optional<History> historyForNewMembers) {

    private boolean touchesRanks() {
      return memberPermissions.isPresent() || historyForNewMembers.isPresent();
    }

    private boolean touchesDetails() {
      return title.isPresent() || metadata.isPresent();
    }
  }

  /**
   * {@code by} gives {@code user} another role, or more or less that they may do: nobody gives or
   * takes what they do not have, and only owners deal with owners and admins. Everybody may step
   * down, the last owner after making another one.
   */
  public Decision<Member> update(UserId by, UserId user, MemberChange change) {
    Standing manager = group.standing(by);
    Member member = state().member(user).orElseThrow(() -> new Rejected(new NotFound("member")));
    if (by.equals(user)) {
      return stepDown(member, change);
    }
    manager.require(MANAGE_ROLES);
    Group.requireReach(manager, member.role(), MANAGE_ROLES);
    MemberRole role = change.role().orElse(member.role());
    if (role != member.role()) {
      requireMayGive(manager, role);
    }
    if (role == MemberRole.OWNER) {
      requireNoGrants(change);
      return updated(member, owning(member));
    }
    Grants grants =
        new Grants(
            change.granted().orElse(member.grants().granted()),
            change.denied().orElse(member.grants().denied()));
    requireOwn(manager, grants, member.grants());
    return updated(member, member.with(role).with(grants));
  }

  /** {@code by} calls the group something else, or says what plain members may do and see. */
  public Decision<Conversation> describe(UserId by, DetailsChange change) {
    Standing editor = group.standing(by);
    if (change.touchesDetails()) {
      editor.require(EDIT_DETAILS);
    }
    if (change.touchesRanks()) {
      editor.require(MANAGE_ROLES);
    }
    Details present = state().details();
    var wanted =
        new Details(
            change.title().or(present::title),
            change.metadata().or(present::metadata),
            change.memberPermissions().orElse(present.memberPermissions()),
            change.historyForNewMembers().orElse(present.historyForNewMembers()));
    if (wanted.equals(present)) {
      return Decision.nothing(state());
    }
    requireOwn(editor, wanted.memberPermissions(), present.memberPermissions());
    Conversation described = state().with(wanted);
    return group.change(described, List.of(new ConversationUpdated(described)));
  }

  /** An owner has every permission, whatever was granted or denied before. */
  static Member owning(Member member) {
    return member.with(MemberRole.OWNER).with(Grants.none());
  }

  private Decision<Member> stepDown(Member owner, MemberChange change) {
    MemberRole role = change.role().orElse(owner.role());
    if (change.granted().isPresent() || change.denied().isPresent() || role.isAbove(owner.role())) {
      throw new Rejected(new NotPermitted(MANAGE_ROLES.code()));
    }
    boolean leavesNone =
        owner.role() == MemberRole.OWNER
            && role != MemberRole.OWNER
            && state().members().stream()
                .noneMatch(
                    member ->
                        member.role() == MemberRole.OWNER && !member.user().equals(owner.user()));
    if (leavesNone) {
      throw new Rejected(new Contradiction("Make somebody else an owner first"));
    }
    return updated(owner, owner.with(role));
  }

  private Decision<Member> updated(Member before, Member after) {
    return after.equals(before)
        ? Decision.nothing(before)
        : group.change(after, List.of(new MemberUpdated(state().id(), after)));
  }

  private void requireMayGive(Standing manager, MemberRole role) {
    Permissions needed = role.permissions(state().details().memberPermissions());
    if (manager.role() != MemberRole.OWNER
        && (role == MemberRole.OWNER || !manager.permissions().hasAll(needed))) {
      throw new Rejected(new NotPermitted(MANAGE_ROLES.code()));
    }
  }

  private static void requireNoGrants(MemberChange change) {
    if (change.granted().isPresent() || change.denied().isPresent()) {
      throw new Rejected(new Contradiction("An owner has every permission"));
    }
  }

  /** Nobody gives or takes what they do not have, neither by granting nor by denying it. */
  private static void requireOwn(Standing manager, Grants wanted, Grants present) {
    requireOwn(manager, wanted.granted(), present.granted());
    requireOwn(manager, wanted.denied(), present.denied());
  }

  private static void requireOwn(Standing manager, Permissions wanted, Permissions present) {
    Permissions touched = wanted.without(present).and(present.without(wanted));
    if (!manager.permissions().hasAll(touched)) {
      throw new Rejected(new NotPermitted(MANAGE_ROLES.code()));
    }
  }

  private Conversation state() {
    return group.state();
  }
}
