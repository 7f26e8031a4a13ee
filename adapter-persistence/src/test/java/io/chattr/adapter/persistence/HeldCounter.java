package io.chattr.adapter.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A transaction of somebody else that holds the counter row, as a frozen node does. */
final class HeldCounter implements AutoCloseable {
  private final Connection connection;

  HeldCounter(SqlDatabase database) throws SQLException {
    this(database.open());
  }

  HeldCounter(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("select position from chattr_head where id = 1 for update");
    }
  }

  /** Goes on with the transaction. */
  void touch() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("update chattr_head set position = position where id = 1");
    }
  }

  void release() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
