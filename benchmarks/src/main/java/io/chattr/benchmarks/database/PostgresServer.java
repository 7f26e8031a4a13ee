package io.chattr.benchmarks.database;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.persistence.SqlStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/** A PostgreSQL server of our own on this machine, as it comes, with fsync. */
public final class PostgresServer implements TestDatabases {
  private static final String USER = "postgres";

  private final Path folder;
  private final EmbeddedPostgres server;

  PostgresServer(Path parent) throws IOException {
    this(parent, Map.of());
  }

  /** With settings that are not those it comes with. */
  public PostgresServer(Path parent, Map<String, String> settings) throws IOException {
    folder = Folders.create(parent, "postgresql-");
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
    settings.forEach(builder::setServerConfig);
    server =
        builder
            .setDataDirectory(folder.resolve("data"))
            // It is started with -F, for tests; what stands on its command line behind that counts.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("listen_addresses", "localhost")
            .start();
    if (!"on".equals(show("fsync")) || !"on".equals(show("synchronous_commit"))) {
      server.close();
      throw new IOException("This PostgreSQL does not wait for the disk");
    }
  }

  @Override
  public Kind kind() {
    return Kind.POSTGRESQL;
  }

  @Override
  public String description() {
    return "PostgreSQL %s, fsync %s, synchronous_commit %s, wal_sync_method %s, shared_buffers %s, over TCP"
        .formatted(
            show("server_version"),
            show("fsync"),
            show("synchronous_commit"),
            show("wal_sync_method"),
            show("shared_buffers"));
  }

  @Override
  public SqlDatabase create(String name) {
    answer("create database " + name);
    SqlDatabase database = at(name);
    SqlStore.migrate(database);
    return database;
  }

  private SqlDatabase at(String name) {
    return at(name, "");
  }

  /** A database that is there, with parameters of the driver as a URL has them. */
  public SqlDatabase at(String name, String parameters) {
    return SqlDatabase.postgres(
        "jdbc:postgresql://localhost:" + server.getPort() + "/" + name + parameters, USER, "");
  }

  private String show(String setting) {
    return answer("show " + setting);
  }

  private String answer(String sql) {
    try (Connection connection = at("postgres").open();
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet rows = statement.getResultSet()) {
        return rows.next() ? rows.getString(1) : "";
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public Map<String, String> settings(String name) {
    answer("create database " + name);
    return Map.of(
        "DATABASE_URL", "postgresql://" + USER + "@localhost:" + server.getPort() + "/" + name);
  }

  @Override
  public void close() throws IOException {
    Path data = folder.resolve("data");
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    server.close();
    // It was given a few seconds, which may be too few when the machine has much to do.
    process.filter(ProcessHandle::destroyForcibly).ifPresent(killed -> killed.onExit().join());
    Folders.delete(folder);
  }
}
