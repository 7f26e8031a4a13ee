package io.chattr.domain.wrong;

import java.time.Instant;

/** Breaks the rule that the domain does not ask what time it is. */
public final class DomainThatAsksTheTime {
  public Instant at() {
    return Instant.now();
  }
}
