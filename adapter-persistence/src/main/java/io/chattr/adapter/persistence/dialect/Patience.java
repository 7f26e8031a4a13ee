package io.chattr.adapter.persistence.dialect;

import java.time.Duration;

/**
 * How long a transaction that wants or holds the counter row may take, so that nobody waits for a
 * frozen node.
 *
 * @param statement one statement
 * @param lock waiting for a row
 * @param idle holding it and doing nothing; shorter than {@code lock}, or those who wait give up
 *     first
 */
public record Patience(Duration statement, Duration lock, Duration idle) {
  public static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(5), Duration.ofSeconds(4), Duration.ofSeconds(2));

  /** After which a connection that says nothing is taken for dead. */
  Duration silence() {
    return statement.plus(lock);
  }
}
