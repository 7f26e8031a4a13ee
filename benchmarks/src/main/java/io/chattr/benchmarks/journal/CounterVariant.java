package io.chattr.benchmarks.journal;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.persistence.dialect.Dialect;
import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.application.message.PostMessage;
import io.chattr.application.port.IdGenerator;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;

/** A transaction for each message, with ordered positions: each holds the counter row. */
final class CounterVariant implements Variant {
  private final IdGenerator ids = IdGenerator.timeOrdered(InstantSource.system());
  private final Dialect dialect;
  private final Connections connections;

  CounterVariant(SqlDatabase database, Dialect dialect, int size) throws SQLException {
    this.dialect = dialect;
    this.connections = new Connections(database, dialect, size);
  }

  private record Head(long position, long lastTime) {}

  private record Line(long version, long lastSeq) {}

  @Override
  public void post(PostMessage.Command command) throws SQLException {
    Post post = Post.of(command, ids);
    connections.with(connection -> post(connection, post));
  }

  private void post(Connection connection, Post post) throws SQLException {
    var sql = new Sql(connection);
    Head head = sql.one(Post.LOCK_HEAD, row -> new Head(row.getLong(1), row.getLong(2)));
    sql.none(Post.FIND_MARK, post.mark());
    Line line =
        sql.one(
            Post.FIND_CONVERSATION,
            row -> new Line(row.getLong("version"), row.getLong("last_seq")),
            post.conversation());
    long position = head.position() + 1;
    long seq = line.lastSeq() + 1;
    long time = Math.max(System.currentTimeMillis(), head.lastTime());
    sql.update(Post.INSERT, post.row(seq, position, time));
    sql.update(
        Post.UPDATE_CONVERSATION, line.version(), seq, position, position, post.conversation());
    sql.update(Post.UPDATE_HEAD, position, time);
    dialect.commit(connection, new Script());
  }

  @Override
  public void close() throws SQLException {
    connections.close();
  }
}
