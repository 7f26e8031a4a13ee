package io.chattr.adapter.persistence.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** A database that Chattr can live in, where its SQL differs from the other's. */
public interface Dialect {

  /** What the migrations leave open. */
  Map<String, String> placeholders();

  /** The folder of the migrations that only this database has. */
  String migrations();

  /** SQL that readies a connection for reading; empty where none is needed. */
  String beforeReading();

  /** Readies a connection that will hold the counter row. */
  void prepare(Connection writer, Patience patience) throws SQLException;

  /** Runs what begins or goes on with a transaction. */
  void run(Connection connection, Script script) throws SQLException;

  /** Runs what ends a transaction, commits it, and returns when it is on the disk. */
  void commit(Connection connection, Script script) throws SQLException;

  /**
   * SQL for a text that tells which server this is: another one when it was restored or another
   * took over. An empty text where that cannot be told.
   */
  String place(Handle handle);

  /** The first positions in these slices of streams, ascending, at most {@code limit}. */
  List<Long> positions(Handle handle, Stream stream, List<Slice> slices, int limit);
}
