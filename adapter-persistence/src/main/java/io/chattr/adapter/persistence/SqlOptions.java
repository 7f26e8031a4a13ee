package io.chattr.adapter.persistence;

import io.chattr.adapter.persistence.dialect.Patience;
import java.time.Duration;

/**
 * How much a store may take.
 *
 * @param readers connections for reading
 * @param queueLimit decisions that may wait to be committed; beyond it callers are refused as
 *     {@code overloaded}
 * @param groupLimit decisions that are committed together at most
 * @param patience how long a transaction may take
 * @param giveUp how long a group is tried while the database fails, and how long its callers wait
 */
public record SqlOptions(
    int readers, int queueLimit, int groupLimit, Patience patience, Duration giveUp) {
  public static final SqlOptions DEFAULT =
      new SqlOptions(10, 4_000, 400, Patience.DEFAULT, Duration.ofSeconds(10));

  public SqlOptions withQueueLimit(int decisions) {
    return new SqlOptions(readers, decisions, groupLimit, patience, giveUp);
  }

  public SqlOptions withGroupLimit(int decisions) {
    return new SqlOptions(readers, queueLimit, decisions, patience, giveUp);
  }

  public SqlOptions withPatience(Patience times) {
    return new SqlOptions(readers, queueLimit, groupLimit, times, giveUp);
  }

  public SqlOptions withGiveUp(Duration time) {
    return new SqlOptions(readers, queueLimit, groupLimit, patience, time);
  }
}
