package io.chattr.application.port;

import io.chattr.domain.message.Draft;

/** The host's say before a message is decided: word filters, quotas, quiet hours. */
@FunctionalInterface
public interface MessagePolicy {

  /**
   * Returns to let the draft pass, or throws {@link io.chattr.domain.failure.Rejected}. Asked again
   * when a send is repeated: what it once let pass it should let pass again.
   */
  void check(Draft draft);

  static MessagePolicy none() {
    return draft -> {};
  }
}
