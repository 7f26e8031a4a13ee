package io.chattr.domain.account;

import io.chattr.domain.people.Said;
import java.util.Optional;

/** Whether an account may be used. */
public enum AccountState {
  ACTIVE,
  /** By an admin, until an admin takes it back: nobody is or gets logged in. */
  SUSPENDED,
  /** By its owner, for good, with what they said: it is not found any more. */
  DELETING,
  /** The same, but what they said stays. */
  DELETING_BUT_KEEPING_MESSAGES;

  public static AccountState deleting(Said said) {
    return switch (said) {
      case DELETE -> DELETING;
      case KEEP -> DELETING_BUT_KEEPING_MESSAGES;
    };
  }

  /** What becomes of what its owner said; empty where it is not being deleted. */
  public Optional<Said> deletion() {
    return switch (this) {
      case ACTIVE, SUSPENDED -> Optional.empty();
      case DELETING -> Optional.of(Said.DELETE);
      case DELETING_BUT_KEEPING_MESSAGES -> Optional.of(Said.KEEP);
    };
  }

  public boolean isDeletion() {
    return deletion().isPresent();
  }
}
