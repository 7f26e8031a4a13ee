package io.chattr.application.port;

import io.chattr.domain.account.Password;
import java.util.Optional;

/** A slow, salted one-way hash. */
public interface PasswordHasher {

  /** The hash in a text form that tells how it was made. */
  String hash(Password password);

  /**
   * Whether {@code password} made {@code hash}; takes as long, and says no, where there is no hash.
   */
  boolean matches(String password, Optional<String> hash);

  /** Whether new hashes are made as {@code hash} was; else it should be made anew. */
  default boolean isCurrent(String hash) {
    return true;
  }
}
