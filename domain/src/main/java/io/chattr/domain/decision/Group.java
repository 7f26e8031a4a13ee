package io.chattr.domain.decision;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Permission;
import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.failure.Failure.Contradiction;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import java.util.List;

/** A conversation that is to be changed by its members, which only a group can be. */
public record Group(Conversation state) {

  /** What {@code by} may do; to those who are not in it, it does not exist. */
  Standing standing(UserId by) {
    Member member = state.member(by).orElseThrow(() -> new Rejected(new NotFound("conversation")));
    if (state.type() != ConversationType.GROUP) {
      throw new Rejected(new Contradiction("A direct conversation stays as it is"));
    }
    return Standing.in(state, member);
  }

  /** Owners reach everybody; whoever else has {@code permission} reaches plain members. */
  static void requireReach(Standing actor, MemberRole other, Permission permission) {
    if (actor.role() != MemberRole.OWNER && other != MemberRole.MEMBER) {
      throw new Rejected(new NotPermitted(permission.code()));
    }
  }

  <R> Decision<R> change(R answer, List<? extends DomainEvent> events) {
    return new Decision.Change<>(
        List.of(new Read(new Subject.OfConversation(state.id()), state.version())), events, answer);
  }
}
