package io.chattr.domain.decision;

import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import java.util.UUID;

/**
 * One thing that a decision rests on, as of {@code version}; 0 when it was not there. The decision
 * holds only while that is still its version.
 */
public record Read(Subject subject, long version) {

  /** What has versions. */
  public sealed interface Subject {

    /** Members, roles and details of a conversation; not its messages. */
    record OfConversation(ConversationId id) implements Subject {}

    /** How far one member has come, and how they keep the conversation. */
    record OfSeat(Seat seat) implements Subject {}

    /** What two people are to each other. */
    record OfRelation(UserPair pair) implements Subject {}

    /** The direct conversation of two people: there (1) or not (0). */
    record OfDirect(UserPair pair) implements Subject {}

    /** One message, and what members made of it. */
    record OfMessage(MessageId id) implements Subject {}

    /** What one person chose for themselves. */
    record OfSettings(UserId user) implements Subject {}

    /** What was done under a key of the caller's: something (1) or nothing (0). */
    record OfKey(UUID mark) implements Subject {}
  }
}
