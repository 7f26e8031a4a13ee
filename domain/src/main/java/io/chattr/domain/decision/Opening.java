package io.chattr.domain.decision;

import static io.chattr.domain.failure.ValueProblem.TOO_LARGE;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.decision.HouseRules.DirectMessages;
import io.chattr.domain.decision.Read.Subject;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.failure.Failure.NotPermitted;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How conversations begin. */
public record Opening(HouseRules rules) {

  /** The one direct conversation of two people, who have none yet. */
  public Decision<Conversation> direct(ConversationId id, Relation relation, Instant now) {
    if (relation.isBlocked()
        || (rules.directMessages() == DirectMessages.FRIENDS && !relation.friends())) {
      throw new Rejected(new NotPermitted("open_conversation"));
    }
    UserPair pair = relation.pair();
    List<Member> members =
        List.of(
            Member.joining(pair.low(), MemberRole.MEMBER),
            Member.joining(pair.high(), MemberRole.MEMBER));
    return begin(
        List.of(new Read(new Subject.OfDirect(pair), 0), relation.read()),
        new Conversation(id, ConversationType.DIRECT, Details.direct(), now, members, 0, 1),
        Optional.empty());
  }

  /** A group of {@code creator}, who owns it, and {@code others}; once under a key. */
  public Decision<Conversation> group(
      ConversationId id,
      UserId creator,
      Details details,
      Set<UserId> others,
      Optional<Once> once,
      Instant now) {
    var users = new TreeSet<>(others);
    users.add(creator);
    if (users.size() > rules.groupSize()) {
      throw Rejected.value(
          "memberIds", TOO_LARGE, "must leave the group at most " + rules.groupSize() + " members");
    }
    List<Member> members =
        users.stream()
            .map(
                user ->
                    Member.joining(
                        user, user.equals(creator) ? MemberRole.OWNER : MemberRole.MEMBER))
            .toList();
    return begin(
        once.map(key -> new Read(new Subject.OfKey(key.mark()), 0)).stream().toList(),
        new Conversation(id, ConversationType.GROUP, details, now, members, 0, 1),
        once);
  }

  private static Decision<Conversation> begin(
      List<Read> reads, Conversation conversation, Optional<Once> once) {
    return new Decision.Change<>(
        reads, List.of(new ConversationCreated(conversation)), conversation, once);
  }
}
