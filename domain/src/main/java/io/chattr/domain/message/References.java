package io.chattr.domain.message;

import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import java.util.List;
import java.util.Optional;

/**
 * What a message points at: the message of the same conversation that it answers, the author of
 * what it passes on, and the members whom it mentions.
 */
public record References(
    Optional<MessageId> replyTo, Optional<UserId> forwardedFrom, List<UserId> mentions) {
  public static final int MAX_MENTIONS = 50;
  private static final References NONE =
      new References(Optional.empty(), Optional.empty(), List.of());

  public References {
    mentions = List.copyOf(mentions);
  }

  public static References none() {
    return NONE;
  }

  public References mentioning(List<UserId> members) {
    return new References(replyTo, forwardedFrom, members);
  }
}
