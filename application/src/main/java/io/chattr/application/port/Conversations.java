package io.chattr.application.port;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.conversation.Unread;
import io.chattr.domain.decision.Arrangement;
import io.chattr.domain.decision.Once;
import io.chattr.domain.decision.Progress;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.decision.Standing;
import io.chattr.domain.event.ConversationEvent.Newest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Conversations as they are now. */
public interface Conversations {
  Optional<Conversation> find(ConversationId id);

  /** The direct conversation of the two. */
  Optional<Conversation> findDirect(UserPair pair);

  /** What {@code seat} may do there; empty for everyone who is not a member. */
  Optional<Standing> standing(Seat seat);

  /**
   * The same for who may post; may be what it was a while ago, where they could post then: only for
   * a post, where the journal looks at its version.
   */
  Optional<Standing> recentStanding(Seat seat);

  /** How far the member has come; empty for everyone who is not one. */
  Optional<Progress> progress(Seat seat);

  /** How the member keeps the conversation; empty for everyone who is not one. */
  Optional<Arrangement> arrangement(Seat seat);

  /** Those of {@code users} who are members. */
  Set<UserId> present(ConversationId id, Collection<UserId> users);

  /**
   * Where {@code user} is a member, after {@code last} in the order of ids; at most {@code limit}.
   */
  List<ConversationId> of(UserId user, Optional<ConversationId> last, int limit);

  /** What was done under the key of this mark. */
  Optional<Once> done(UUID mark);

  /** The conversation as the member sees it in their list; empty for everyone who is not one. */
  Optional<Overview> overview(Seat seat);

  /**
   * The reader's conversations that they do not hide, the one with the newest message (or, without
   * any, the newest) first. The last message is the newest that the reader may see and did not
   * delete for themselves.
   */
  Page<Overview> overviews(UserId reader, PageRequest page);

  /**
   * The member's unread messages: those after the later of {@code readUpTo} and what they may see,
   * less their own, the deleted ones and those they deleted for themselves; empty for everyone who
   * is not a member.
   */
  Optional<Unread> unread(Seat seat);

  /** The times of membership that had not ended before {@code position}. */
  List<Interval> intervals(ConversationId id, long position);

  /**
   * Where {@code user} is a member, in no more than {@value
   * io.chattr.domain.decision.Progress#CROWD} members' company, and a message of somebody else's,
   * up to the log's {@code position}, is not marked as delivered to them, though they may see it:
   * the newest such message of each conversation.
   */
  List<Undelivered> undelivered(UserId user, long position);

  /** One conversation's part of {@link #undelivered}. */
  record Undelivered(Seat seat, Newest newest) {}
}
