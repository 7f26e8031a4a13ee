package io.chattr.adapter.persistence.tables;

import io.chattr.adapter.persistence.dialect.Dialect;
import io.chattr.domain.failure.Failure.Overloaded;
import io.chattr.domain.failure.Rejected;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The tables, reached through a bounded pool of connections. What is read is handed on when it is
 * durable.
 */
public final class Tables {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Jdbi jdbi;
  private final Dialect dialect;

  public Tables(DataSource pool, Dialect dialect) {
    this.dialect = dialect;
    jdbi = Jdbi.create(pool);
    jdbi.registerArrayType(UUID.class, "uuid");
    jdbi.registerArrayType(String.class, "varchar");
    jdbi.registerArrayType(Long.class, "int8");
  }

  /** Runs statements that each are a transaction of their own. */
  public <T> T with(Function<Handle, T> work) {
    return durable(reaching(() -> jdbi.withHandle(work::apply)));
  }

  /** Runs statements that are one transaction. */
  public <T> T inTransaction(Function<Handle, T> work) {
    return durable(reaching(() -> jdbi.inTransaction(work::apply)));
  }

  /** After the reading, and without a connection: what was committed meanwhile may be in it. */
  private <T> T durable(T read) {
    if (!dialect.awaitSettled()) {
      reaching(
          () ->
              jdbi.withHandle(
                  handle -> {
                    settle(handle);
                    return true;
                  }));
    }
    return read;
  }

  private void settle(Handle handle) {
    try {
      dialect.settle(handle.getConnection());
    } catch (SQLException failure) {
      throw new IllegalStateException("What was read is not on the disk", failure);
    }
  }

  private static <T> T reaching(Supplier<T> work) {
    try {
      return work.get();
    } catch (ConnectionException failure) {
      if (failure.getCause() instanceof SQLTransientConnectionException) {
        // Every connection of the pool is taken.
        throw new Rejected(new Overloaded(RETRY_AFTER));
      }
      throw failure;
    }
  }

  /** Milliseconds since 1970, within what a column can hold. */
  public static long millis(Instant time) {
    try {
      return time.toEpochMilli();
    } catch (ArithmeticException farAway) {
      return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** The first whole millisecond that is not before {@code time}. */
  static long millisFrom(Instant time) {
    long millis = millis(time);
    return millis == Long.MAX_VALUE || time.truncatedTo(ChronoUnit.MILLIS).equals(time)
        ? millis
        : millis + 1;
  }
}
