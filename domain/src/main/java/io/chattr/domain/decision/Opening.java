package io.chattr.domain.decision;

import static io.chattr.domain.failure.ValueProblem.TOO_LARGE;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.MemberRole;
import io.chattr.domain.conversation.Title;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
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
public final class Opening {
  public static final int MAX_MEMBERS = 1_000;

  private Opening() {}

  /** The one direct conversation of {@code pair}, which has none yet. */
  public static Decision<Conversation> direct(ConversationId id, UserPair pair, Instant now) {
    List<Member> members =
        List.of(
            Member.joining(pair.low(), MemberRole.MEMBER),
            Member.joining(pair.high(), MemberRole.MEMBER));
    return begin(
        List.of(new Read(Read.Kind.DIRECT_CONVERSATION, pair, 0)),
        new Conversation(id, ConversationType.DIRECT, Optional.empty(), now, members, 0, 1));
  }

  /** A group of {@code creator}, who owns it, and {@code others}. */
  public static Decision<Conversation> group(
      ConversationId id, UserId creator, Title title, Set<UserId> others, Instant now) {
    var users = new TreeSet<>(others);
    users.add(creator);
    if (users.size() > MAX_MEMBERS) {
      throw Rejected.value(
          "memberIds", TOO_LARGE, "must leave the group at most " + MAX_MEMBERS + " members");
    }
    List<Member> members =
        users.stream()
            .map(
                user ->
                    Member.joining(
                        user, user.equals(creator) ? MemberRole.OWNER : MemberRole.MEMBER))
            .toList();
    return begin(
        List.of(),
        new Conversation(id, ConversationType.GROUP, Optional.of(title), now, members, 0, 1));
  }

  private static Decision<Conversation> begin(List<Read> reads, Conversation conversation) {
    return new Decision.Change<>(
        reads, List.of(new ConversationCreated(conversation)), conversation);
  }
}
