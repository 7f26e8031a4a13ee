package io.chattr.benchmarks.journal;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.persistence.dialect.Dialect;
import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.application.message.PostMessage;
import io.chattr.application.port.IdGenerator;
import io.chattr.benchmarks.database.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A transaction for each message, without the counter row: positions are unique and nothing more,
 * given out in this process for free, so that senders meet only in their conversation.
 */
final class UnorderedVariant implements Variant {
  private static final String NEXT_SEQ =
      """
      update chattr_conversation set last_seq = last_seq + 1, activity = ?, last_position = ?
      where id = ?\
      """;

  private final IdGenerator ids = IdGenerator.timeOrdered(InstantSource.system());
  private final AtomicLong positions = new AtomicLong(1_000_000);
  private final Dialect dialect;
  private final Connections connections;
  private final String nextSeq;
  private final boolean pipelined;

  /** {@code pipelined}: two round trips, as the journal has, instead of four. */
  UnorderedVariant(
      TestDatabases.Kind kind, SqlDatabase database, Dialect dialect, int size, boolean pipelined)
      throws SQLException {
    this.dialect = dialect;
    this.connections = new Connections(database, dialect, size);
    this.pipelined = pipelined;
    this.nextSeq =
        switch (kind) {
          case H2 -> "select last_seq from final table (" + NEXT_SEQ + ")";
          case POSTGRESQL -> NEXT_SEQ + " returning last_seq";
        };
  }

  @Override
  public void post(PostMessage.Command command) throws SQLException {
    Post post = Post.of(command, ids);
    long position = positions.incrementAndGet();
    connections.with(
        connection -> {
          if (pipelined) {
            postPipelined(connection, post, position);
          } else {
            post(connection, post, position);
          }
        });
  }

  private void post(Connection connection, Post post, long position) throws SQLException {
    var sql = new Sql(connection);
    sql.none(Post.FIND_MARK, post.mark());
    long seq = sql.one(nextSeq, row -> row.getLong(1), position, position, post.conversation());
    sql.update(Post.INSERT, post.row(seq, position, System.currentTimeMillis()));
    dialect.commit(connection, new Script());
  }

  private void postPipelined(Connection connection, Post post, long position) throws SQLException {
    var seq = new AtomicLong();
    dialect.run(
        connection,
        new Script()
            .query(
                row -> {
                  throw new SQLException("Said before");
                },
                Post.FIND_MARK,
                post.mark())
            .query(
                row -> seq.set(row.getLong(1)), nextSeq, position, position, post.conversation()));
    dialect.commit(
        connection,
        new Script()
            .update(Post.INSERT, post.row(seq.get(), position, System.currentTimeMillis())));
  }

  @Override
  public void close() throws SQLException {
    connections.close();
  }
}
