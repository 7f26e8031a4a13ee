package io.chattr.adapter.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL server for all tests of this JVM, which makes each its own database. */
final class Postgres {
  private static final String USER = "postgres";
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();

  private Postgres() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", System.getProperty("chattr.test.fsync", "off"))
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("max_connections", "200")
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static int port() {
    return SERVER.getPort();
  }

  /** A new database with Chattr's tables, reached at {@code port}. */
  static SqlDatabase migrated() {
    SqlDatabase database = at(SERVER.getPort(), create());
    SqlStore.migrate(database);
    return database;
  }

  /** A new, empty database. */
  static String create() {
    return create("");
  }

  /** The same with {@code options}. */
  static String create(String options) {
    String name = "chattr_" + DATABASES.incrementAndGet();
    execute("postgres", "create database " + name + options);
    return name;
  }

  static SqlDatabase at(int port, String name) {
    return SqlDatabase.postgres(url(port, name), USER, "");
  }

  static void execute(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  static Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(SERVER.getPort(), database), USER, "");
  }

  private static String url(int port, String name) {
    return "jdbc:postgresql://localhost:" + port + "/" + name;
  }
}
