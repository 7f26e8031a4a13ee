package io.chattr.domain.decision;

import java.time.Duration;

/**
 * What a host sets for everybody.
 *
 * @param editWindow how long after posting a message its sender may edit it
 * @param groupSize how many members a group has at most
 */
public record HouseRules(Duration editWindow, DirectMessages directMessages, int groupSize) {
  /** The most that one decision writes. */
  public static final int MAX_GROUP_SIZE = 1_000;

  /** Who may begin a direct conversation with whom. */
  public enum DirectMessages {
    EVERYONE,
    FRIENDS
  }

  public HouseRules {
    if (editWindow.isNegative()) {
      throw new IllegalArgumentException("edit window " + editWindow);
    }
    if (groupSize < 1 || groupSize > MAX_GROUP_SIZE) {
      throw new IllegalArgumentException("group size " + groupSize);
    }
  }

  public static HouseRules defaults() {
    return new HouseRules(Duration.ofHours(24), DirectMessages.EVERYONE, MAX_GROUP_SIZE);
  }
}
