package io.chattr.domain.decision;

import static io.chattr.domain.conversation.Permission.ADD_MEMBERS;
import static io.chattr.domain.conversation.Permission.REMOVE_MEMBERS;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Permission;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import java.util.List;

/** Who comes into a group and who leaves it. */
public record Roster(Conversation conversation) {

  /**
   * {@code by} brings {@code user} in, who sees all of the history; one who is there already stays.
   */
  public Decision<Member> add(UserId by, UserId user) {
    require(by, ADD_MEMBERS);
    var present = conversation.member(user);
    if (present.isPresent()) {
      return Decision.nothing(present.get());
    }
    if (conversation.members().size() >= Opening.MAX_MEMBERS) {
      throw new Rejected(
          new Contradiction(
              "This group has " + Opening.MAX_MEMBERS + " members, the most it can have"));
    }
    Member member = Member.joining(user, MemberRole.MEMBER).at(conversation.lastSeq());
    return change(
        member,
        new MemberAdded(conversation.id(), member),
        new ConversationJoined(user, conversation.id()));
  }

  /** {@code by} removes {@code user}, or leaves. Owners and admins are removed by owners only. */
  public Decision<UserId> remove(UserId by, UserId user) {
    if (by.equals(user)) {
      requireGroup(by);
    } else {
      requireRemovable(user, require(by, REMOVE_MEMBERS));
    }
    return change(user, new MemberRemoved(conversation.id(), user));
  }

  private void requireRemovable(UserId user, Member remover) {
    Member member =
        conversation.member(user).orElseThrow(() -> new Rejected(new NotFound("member")));
    if (remover.role() != MemberRole.OWNER && member.role() != MemberRole.MEMBER) {
      throw new Rejected(new NotPermitted(REMOVE_MEMBERS.code()));
    }
  }

  private Member require(UserId by, Permission permission) {
    Member member = requireGroup(by);
    if (!member.role().has(permission)) {
      throw new Rejected(new NotPermitted(permission.code()));
    }
    return member;
  }

  private Member requireGroup(UserId by) {
    Member member =
        conversation.member(by).orElseThrow(() -> new Rejected(new NotFound("conversation")));
    if (conversation.type() != ConversationType.GROUP) {
      throw new Rejected(new Contradiction("The two of a direct conversation stay in it"));
    }
    return member;
  }

  private <R> Decision<R> change(R answer, DomainEvent... events) {
    var read = new Read(Read.Kind.CONVERSATION, conversation.id(), conversation.version());
    return new Decision.Change<>(List.of(read), List.of(events), answer);
  }
}
