package io.chattr.adapter.persistence.journal;

import io.chattr.adapter.persistence.dialect.Dialect;
import io.chattr.adapter.persistence.dialect.Patience;
import io.chattr.adapter.persistence.tables.StandingCache;
import io.chattr.adapter.persistence.tables.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What a journal is made of.
 *
 * @param connections opens the writer's own connection, and another one when that breaks
 * @param queueLimit how many decisions may wait
 * @param groupLimit how many are committed together
 * @param giveUp how long a group is tried when the database fails
 */
public record JournalParts(
    Tables tables,
    Dialect dialect,
    Connections connections,
    Patience patience,
    StandingCache standings,
    InstantSource clock,
    int queueLimit,
    int groupLimit,
    Duration giveUp) {

  /** Where connections come from. */
  @FunctionalInterface
  public interface Connections {
    Connection open() throws SQLException;
  }
}
