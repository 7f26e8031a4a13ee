package io.chattr.benchmarks.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Single statements on one connection, each a round trip. */
record Sql(Connection connection) {

  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** The one row that is there. */
  <T> T one(String sql, RowReader<T> reader, Object... arguments) throws SQLException {
    try (PreparedStatement statement = prepare(sql, arguments);
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("No row: " + sql);
      }
      return reader.read(rows);
    }
  }

  /** Fails when there is a row. */
  void none(String sql, Object... arguments) throws SQLException {
    try (PreparedStatement statement = prepare(sql, arguments);
        ResultSet rows = statement.executeQuery()) {
      if (rows.next()) {
        throw new SQLException("A row where none is expected: " + sql);
      }
    }
  }

  void update(String sql, Object... arguments) throws SQLException {
    try (PreparedStatement statement = prepare(sql, arguments)) {
      if (statement.executeUpdate() != 1) {
        throw new SQLException("Not one row: " + sql);
      }
    }
  }

  /** The driver keeps what was prepared before. */
  private PreparedStatement prepare(String sql, Object... arguments) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    return statement;
  }
}
