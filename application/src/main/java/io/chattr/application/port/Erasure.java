package io.chattr.application.port;

import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Said;

/** Ends all that somebody was to others, once their account is nobody's any more. */
@FunctionalInterface
public interface Erasure {

  /**
   * Returns when it is done, which may take long, or throws, to be asked again later. May be asked
   * again for who is erased already.
   */
  void erase(UserId person, Said said);

  static Erasure none() {
    return (person, said) -> {};
  }
}
