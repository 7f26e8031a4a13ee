package io.chattr.adapter.persistence.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk of H2's on which everything arrives only when the test lets it, or nothing ever does. */
public final class HeldDisk {
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile CompletableFuture<Void> way = CompletableFuture.completedFuture(null);
  private volatile boolean broken;

  public H2Dialect dialect() {
    return new H2Dialect(this::checkpoint);
  }

  private void checkpoint(Connection connection) throws SQLException {
    way.join();
    if (broken) {
      throw new SQLException("The disk is broken");
    }
    H2Dialect.checkpoint(connection);
    arrived.incrementAndGet();
  }

  /** From now on nothing arrives. */
  public void hold() {
    way = new CompletableFuture<>();
  }

  /** What was held arrives, and so does all that follows. */
  public void release() {
    way.complete(null);
  }

  public void breakDown() {
    broken = true;
  }

  public void repair() {
    broken = false;
  }

  /** How many times everything that there was had arrived. */
  public int arrived() {
    return arrived.get();
  }
}
