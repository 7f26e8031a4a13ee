package io.chattr.application.port;

import io.chattr.domain.identity.UserId;

/** Tells those who have somebody's profile that it has changed. */
@FunctionalInterface
public interface ProfileChanges {

  /**
   * Returns when it is sure that everybody will hear of the profile as it is now, or throws, to be
   * asked again later. May be asked more often than the profile changes.
   */
  void changed(UserId user);

  static ProfileChanges untold() {
    return user -> {};
  }
}
