package io.chattr.benchmarks.database;

import io.chattr.adapter.persistence.SqlDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What one database of a PostgreSQL server had to do until now, as it counted itself, and how often
 * it was waited for.
 */
public record Work(long rowsWritten, long statements, long roundTrips) {
  private static final String COUNTED =
      """
      select
        (select sum(n_tup_ins + n_tup_upd + n_tup_del) from pg_stat_user_tables),
        (select sum(calls) from pg_stat_statements s join pg_database d on d.oid = s.dbid
         where d.datname = current_database())
      """;

  // What a connection did is counted for certain once it is gone.
  private static final String OTHERS =
      """
      select count(*) from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend'
        and pid <> pg_backend_pid()
      """;

  private static final long PATIENCE_MILLIS = 10_000;

  /** What must stand in the settings of a server for this to be counted. */
  public static final String LIBRARY = "pg_stat_statements";

  /** Counts from here on. */
  public static void begin(SqlDatabase database) throws SQLException {
    try (Connection connection = database.open();
        Statement statement = connection.createStatement()) {
      statement.execute("create extension " + LIBRARY);
    }
  }

  /** Of {@code database}, as soon as nobody is connected to it. */
  public static Work of(SqlDatabase database) throws SQLException {
    try (Connection connection = database.open();
        Statement statement = connection.createStatement()) {
      long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
      while (first(statement, OTHERS) > 0) {
        if (System.nanoTime() - end > 0) {
          throw new IllegalStateException("Somebody is still connected to " + database);
        }
        Pause.briefly();
      }
      try (ResultSet row = statement.executeQuery(COUNTED)) {
        row.next();
        return new Work(row.getLong(1), row.getLong(2), RoundTrips.count());
      }
    }
  }

  public Work minus(Work earlier) {
    return new Work(
        rowsWritten - earlier.rowsWritten,
        statements - earlier.statements,
        roundTrips - earlier.roundTrips);
  }

  private static long first(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
