package io.chattr.domain.message;

import java.util.Set;

/**
 * What one reader made of a message for themselves: whether they deleted it for themselves, their
 * star, and their own reactions.
 */
public record MessageMarks(boolean hidden, boolean starred, Set<Emoji> reactions) {
  private static final MessageMarks NONE = new MessageMarks(false, false, Set.of());

  public MessageMarks {
    reactions = Set.copyOf(reactions);
  }

  public static MessageMarks none() {
    return NONE;
  }
}
