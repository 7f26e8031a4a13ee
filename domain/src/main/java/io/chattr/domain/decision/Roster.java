package io.chattr.domain.decision;

import static io.chattr.domain.conversation.Permission.ADD_MEMBERS;
import static io.chattr.domain.conversation.Permission.REMOVE_MEMBERS;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.event.ConversationEvent.ConversationDeleted;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MemberUpdated;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who comes into a group, who leaves it, and how it ends. */
public record Roster(Group group) {

  public Roster(Conversation conversation) {
    this(new Group(conversation));
  }

  /**
   * {@code by} brings {@code user} in, into a group of at most {@code size}; one who is there
   * already stays as they are.
   */
  public Decision<Member> add(UserId by, UserId user, int size) {
    group.standing(by).require(ADD_MEMBERS);
    var present = state().member(user);
    if (present.isPresent()) {
      return Decision.nothing(present.get());
    }
    if (state().members().size() >= size) {
      throw new Rejected(
          new Contradiction("This group has " + size + " members, the most it can have"));
    }
    Member member =
        Member.joining(user, MemberRole.MEMBER, state().details().historyForNewMembers())
            .at(state().lastSeq());
    return group.change(
        member, List.of(new MemberAdded(id(), member), new ConversationJoined(user, id())));
  }

  /** {@code by} removes {@code user}, or leaves. Owners and admins are removed by owners only. */
  public Decision<UserId> remove(UserId by, UserId user) {
    Standing remover = group.standing(by);
    Member leaver = state().member(user).orElseThrow(() -> new Rejected(new NotFound("member")));
    if (!by.equals(user)) {
      remover.require(REMOVE_MEMBERS);
      Group.requireReach(remover, leaver.role(), REMOVE_MEMBERS);
    }
    var events = new ArrayList<DomainEvent>();
    events.add(new MemberRemoved(id(), user));
    List<Member> rest =
        state().members().stream().filter(member -> !member.user().equals(user)).toList();
    if (rest.isEmpty()) {
      events.add(new ConversationDeleted(id()));
    } else if (leaver.role() == MemberRole.OWNER) {
      successor(rest).ifPresent(owner -> events.add(new MemberUpdated(id(), owner)));
    }
    return group.change(user, events);
  }

  /** An owner ends it for all. */
  public Decision<ConversationId> end(UserId by) {
    if (group.standing(by).role() != MemberRole.OWNER) {
      throw new Rejected(new NotPermitted("delete_conversation"));
    }
    return group.change(id(), List.of(new ConversationDeleted(id())));
  }

  /** Who owns a group whose last owner is gone: the longest-standing admin, else member. */
  private static Optional<Member> successor(List<Member> rest) {
    return rest.stream()
        .min(Comparator.comparing(Member::role))
        .filter(first -> first.role() != MemberRole.OWNER)
        .map(Ranks::owning);
  }

  private Conversation state() {
    return group.state();
  }

  private ConversationId id() {
    return group.state().id();
  }
}
