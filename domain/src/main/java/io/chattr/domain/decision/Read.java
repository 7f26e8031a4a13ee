package io.chattr.domain.decision;

/**
 * One thing that a decision rests on, as of {@code version}; 0 when it was not there. The decision
 * holds only while that is still its version.
 */
public record Read(Kind kind, Object id, long version) {

  /** What has versions, and what identifies it. */
  public enum Kind {
    /** Members, roles and settings of a conversation, by ConversationId; not its messages. */
    CONVERSATION,
    /** How far one member has come, by {@link Seat}. */
    WATERMARKS,
    /** What two people are to each other, by UserPair. */
    RELATION,
    /** The direct conversation of two people, by UserPair: there (1) or not (0). */
    DIRECT_CONVERSATION
  }
}
