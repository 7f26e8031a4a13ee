package io.chattr.adapter.persistence.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** A database that Chattr can live in, where its SQL differs from the other's. */
public interface Dialect {

  /** What the migrations leave open. */
  Map<String, String> placeholders();

  /** The folder of the migrations that only this database has. */
  String migrations();

  /** What the driver is told about every connection. */
  Map<String, String> properties();

  /**
   * SQL that readies a connection of the pool; empty where none is needed. Most only read, but one
   * that shortens the log holds the counter row as well.
   */
  String beforeReading(Patience patience);

  /** Readies a connection that will hold the counter row. */
  void prepare(Connection writer, Patience patience) throws SQLException;

  /** Runs what begins or goes on with a transaction. */
  void run(Connection connection, Script script) throws SQLException;

  /** Runs what ends a transaction, commits it, and returns when it is on the disk. */
  void commit(Connection connection, Script script) throws SQLException;

  /** Brings to the disk what is committed and, after a failure, not there yet. */
  void settle(Connection connection) throws SQLException;

  /**
   * Waits until everything that can be read now is on the disk, so that a crash cannot take it back
   * from those who are told of it.
   *
   * @return false when something failed to arrive there, so that it takes {@link #settle}
   */
  boolean awaitSettled();

  /**
   * SQL for a text that tells which server this is: another one when it was restored or another
   * took over. An empty text where that cannot be told.
   */
  String place(Handle handle);

  /** The first positions in these slices, in the order of {@code query}, at most {@code limit}. */
  List<Long> positions(Handle handle, SliceQuery query, List<Slice> slices, int limit);

  /** The first positions in each of these slices, at most {@code limit} of each. */
  Map<Slice, List<Long>> positionsOfEach(
      Handle handle, SliceQuery query, Collection<Slice> slices, int limit);

  /**
   * SQL for whether each of some words is the beginning of a word of a text, without regard to
   * case.
   *
   * @param words the name of what {@link #words} makes
   */
  String holdsWords(String text, String words);

  /** What {@link #holdsWords} compares with. */
  String words(List<String> words);

  /** Has the queries of this transaction planned for their very arguments. */
  void planAnew(Handle transaction);

  /** SQL for what commits leave behind for later; answers with a number. */
  String tidying();
}
