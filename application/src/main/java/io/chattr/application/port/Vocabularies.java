package io.chattr.application.port;

import java.util.Optional;

/**
 * Which vocabulary the client of a log-in was found to speak, so that it is spoken to in that when
 * it comes back.
 */
public interface Vocabularies {

  /** The longest name of a vocabulary. */
  int MAX_LENGTH = 32;

  /** {@code session} names the log-in, as {@link Authenticator.Caller#session} does. */
  Optional<String> find(String session);

  /** What is kept first stays. */
  void keep(String session, String vocabulary);
}
