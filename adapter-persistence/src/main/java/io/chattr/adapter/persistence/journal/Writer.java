package io.chattr.adapter.persistence.journal;

import io.chattr.adapter.persistence.dialect.Dialect;
import io.chattr.adapter.persistence.dialect.Patience;
import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.adapter.persistence.journal.JournalParts.Connections;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that writes groups, opened again when it breaks, and this committer's own row,
 * which tells what was written last. For one thread.
 */
final class Writer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Writer.class.getName());
  private static final Duration SIGN_OF_LIFE = Duration.ofHours(1);
  private static final Duration TAKEN_FOR_DEAD = Duration.ofDays(7);

  private final UUID id = UUID.randomUUID();
  private final Connections connections;
  private final Dialect dialect;
  private final Patience patience;
  private final InstantSource clock;
  private @Nullable Connection connection;
  private Instant nextSign = Instant.MIN;
  private long group;

  Writer(Connections connections, Dialect dialect, Patience patience, InstantSource clock) {
    this.connections = connections;
    this.dialect = dialect;
    this.patience = patience;
    this.clock = clock;
  }

  /** Begins a group: a number that no other group of this committer has. */
  void next() {
    group++;
  }

  /** Locks the counter row and reads what {@code group} rests on. */
  Locked lock(List<Pending<?>> group) throws SQLException {
    Connection open = open();
    var locked = new Locked();
    dialect.run(open, locked.reading(group, id));
    return locked;
  }

  /** Commits the present group, and returns when it is durable. */
  void commit(GroupPlan plan) throws SQLException {
    dialect.commit(open(), plan.writing(id, group));
  }

  /**
   * Whether the present group was committed, though nobody told. Waits for the counter row, and so
   * for whatever the broken connection may still be doing.
   */
  boolean hasCommitted() throws SQLException {
    boolean found = lock(List.of()).lastGroup() >= group;
    // What failed may have been the way from the commit to the disk.
    dialect.commit(
        open(),
        new Script()
            .update("update chattr_committer set touched_at = touched_at where id = ?", id));
    return found;
  }

  /**
   * Gives the counter row back; nothing was written. What was read under it, such as the first of a
   * repeat, is durable then, though the group that wrote it may have failed on its way to the disk.
   */
  void release() throws SQLException {
    Connection open = connection;
    if (open != null) {
      open.rollback();
      dialect.settle(open);
    }
  }

  /** After a failure: rolls back, or leaves the connection when that fails too. */
  void recover() {
    try {
      release();
    } catch (SQLException broken) {
      close();
    }
  }

  private Connection open() throws SQLException {
    Connection open = connection;
    Instant now = clock.instant();
    if (open == null || open.isClosed()) {
      open = connections.open();
      connection = open;
      dialect.prepare(open, patience);
      nextSign = now;
    }
    if (!now.isBefore(nextSign)) {
      sign(open, now);
      nextSign = now.plus(SIGN_OF_LIFE);
    }
    return open;
  }

  /** Sees to it that this committer has its row, and that those of dead ones go. */
  private void sign(Connection open, Instant now) throws SQLException {
    dialect.commit(
        open,
        new Script()
            .update(
                """
                merge into chattr_committer c
                using (select s.id from {rows} as s (id)) s on c.id = s.id
                when matched then update set touched_at = ?
                when not matched then insert (id, last_group, touched_at) values (s.id, ?, ?)
                """,
                Script.uuids(List.of(id)),
                now.toEpochMilli(),
                group - 1,
                now.toEpochMilli())
            .update(
                "delete from chattr_committer where touched_at < ?",
                now.minus(TAKEN_FOR_DEAD).toEpochMilli()));
  }

  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException broken) {
        LOG.log(Level.DEBUG, "Closing a broken connection", broken);
      }
    }
  }
}
