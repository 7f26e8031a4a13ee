package io.chattr.domain.conversation;

/**
 * How one member keeps a conversation in their list.
 *
 * @param hiddenUpTo hidden until there is a message after this seq; {@link #SHOWN} where it is not
 */
public record ConversationSettings(
    boolean muted, boolean archived, boolean pinned, long hiddenUpTo) {
  public static final long SHOWN = -1;
  private static final ConversationSettings DEFAULTS =
      new ConversationSettings(false, false, false, SHOWN);

  public static ConversationSettings defaults() {
    return DEFAULTS;
  }

  /** Whether the conversation is left out of the list when its last message is {@code lastSeq}. */
  public boolean hides(long lastSeq) {
    return lastSeq <= hiddenUpTo;
  }

  public ConversationSettings hidden(long lastSeq) {
    return new ConversationSettings(muted, archived, pinned, lastSeq);
  }
}
