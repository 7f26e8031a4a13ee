package io.chattr.benchmarks.journal;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.persistence.dialect.Dialect;
import io.chattr.adapter.persistence.dialect.Patience;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;

/**
 * Connections that are readied as the journal's own is, for one transaction at a time each. The one
 * that was used last is used next, so that few senders keep few connections warm.
 */
final class Connections implements AutoCloseable {
  // Of hundreds of senders, some wait longer for the counter row than the journal would.
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(10));

  private final BlockingDeque<Connection> idle = new LinkedBlockingDeque<>();
  private final int size;

  Connections(SqlDatabase database, Dialect dialect, int size) throws SQLException {
    this.size = size;
    for (int i = 0; i < size; i++) {
      Connection connection = database.open();
      dialect.prepare(connection, PATIENCE);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      idle.add(connection);
    }
  }

  @FunctionalInterface
  interface Work {
    void run(Connection connection) throws SQLException;
  }

  /** Runs {@code work}, which ends its transaction itself, as soon as a connection is free. */
  void with(Work work) throws SQLException {
    Connection connection = take();
    try {
      work.run(connection);
    } finally {
      idle.addFirst(connection);
    }
  }

  private Connection take() throws SQLException {
    try {
      return idle.takeFirst();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new SQLException(stop);
    }
  }

  @Override
  public void close() throws SQLException {
    for (int i = 0; i < size; i++) {
      take().close();
    }
  }
}
