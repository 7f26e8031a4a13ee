package io.chattr.application.port;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.conversation.Unread;
import io.chattr.domain.decision.Progress;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.decision.Standing;
import io.chattr.domain.event.ConversationEvent.Newest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.util.List;
import java.util.Optional;

/** Conversations as they are now. */
public interface Conversations {
  Optional<Conversation> find(ConversationId id);

  /** The direct conversation of the two. */
  Optional<Conversation> findDirect(UserPair pair);

  /**
   * What {@code user} may do there; empty for everyone who is not a member. May be what it was a
   * while ago: only for deciding, where the journal looks at its version.
   */
  Optional<Standing> standing(ConversationId id, UserId user);

  /** How far the member has come; empty for everyone who is not one. */
  Optional<Progress> progress(Seat seat);

  /** The conversation as the member sees it in their list; empty for everyone who is not one. */
  Optional<Overview> overview(Seat seat);

  /**
   * The reader's conversations, the one with the newest message (or, without any, the newest)
   * first.
   */
  Page<Overview> overviews(UserId reader, PageRequest page);

  /**
   * The member's unread messages: those after the later of {@code readUpTo} and what they may see,
   * less their own and the deleted ones; empty for everyone who is not a member.
   */
  Optional<Unread> unread(Seat seat);

  /** The times of membership that had not ended before {@code position}. */
  List<Interval> intervals(ConversationId id, long position);

  /**
   * Where {@code user} is a member and a message of somebody else's, up to the log's {@code
   * position}, is not marked as delivered to them, though they may see it: the newest such message
   * of each conversation.
   */
  List<Undelivered> undelivered(UserId user, long position);

  /** One conversation's part of {@link #undelivered}. */
  record Undelivered(Seat seat, Newest newest) {}
}
