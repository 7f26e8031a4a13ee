package io.chattr.application.port;

import io.chattr.domain.account.Letter;

/** Brings letters to their readers, in words of its own. */
@FunctionalInterface
public interface Mailer {

  /** Sends it, or hands it to something that will; may block. Its tokens belong in no log. */
  void send(Letter letter);

  /** For who sends no mail: nobody gets any. */
  static Mailer none() {
    return letter -> {};
  }
}
