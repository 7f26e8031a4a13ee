package io.chattr.bootstrap.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How this server is to run; every value has been checked. */
public record Configuration(
    int port,
    String host,
    Path data,
    Database database,
    Optional<String> jwtSecret,
    Duration accessTokenLifetime,
    Set<String> allowedOrigins,
    int bcryptCost,
    Duration logRetention,
    int replayMax) {

  /** Where things are kept. */
  public sealed interface Database {
    /** Nowhere: gone with the process. */
    record Memory() implements Database {}

    /** H2, in the server's own process. */
    record Embedded(Path folder) implements Database {}

    /** PostgreSQL. */
    record Postgres(String jdbcUrl, String user, String password) implements Database {
      /** Keeps the password out of logs. */
      @Override
      public String toString() {
        return "Postgres[" + jdbcUrl + ", " + user + "]";
      }
    }
  }

  /** Keeps the secret out of logs. */
  @Override
  public String toString() {
    return "Configuration[port=%d, data=%s, database=%s]".formatted(port, data, database);
  }
}
