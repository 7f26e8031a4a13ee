package io.chattr.bootstrap.config;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.websocket.chat.Vocabulary;
import io.chattr.domain.decision.HouseRules;
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
    boolean web,
    boolean demo,
    int bcryptCost,
    boolean firstUserIsAdmin,
    boolean rateLimits,
    int trustedProxies,
    HouseRules rules,
    Duration logRetention,
    int replayMax,
    Vocabulary vocabulary,
    SocketLimits socketLimits,
    Metrics metrics) {

  /** What one person, one address and one socket may take. */
  public record SocketLimits(
      int perUser, int perAddress, int framesPerSecond, Duration unauthenticated) {}

  /** Where things are kept. */
  public sealed interface Database {
    /** Nowhere: gone with the process. */
    record Memory() implements Database {}

    /** In a database, whose tables are made or brought up to date at the start. */
    record Sql(SqlDatabase database) implements Database {}
  }

  /** Who may read how the server is. */
  public enum Metrics {
    /** Programs on the same machine. */
    LOCAL,
    PUBLIC,
    OFF
  }

  /** Keeps the secret out of logs. */
  @Override
  public String toString() {
    return "Configuration[port=%d, data=%s, database=%s]".formatted(port, data, database);
  }
}
