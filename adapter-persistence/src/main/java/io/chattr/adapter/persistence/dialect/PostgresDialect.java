package io.chattr.adapter.persistence.dialect;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** PostgreSQL 15 or newer, which may be shared by many nodes. */
public final class PostgresDialect implements Dialect {
  private static final Logger LOG = System.getLogger(PostgresDialect.class.getName());
  private static final String SILENCE_SECONDS = "30";

  // Its identity for life, and the timeline, which a fail-over or a restore to a moment begins.
  private static final String PLACE =
      """
      (select cast(system_identifier as varchar) from pg_control_system())
      || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)
      """;

  @Override
  public Map<String, String> placeholders() {
    return Map.of(
        "text_id",
        "varchar collate \"C\"",
        "random",
        "gen_random_uuid()",
        "often_updated",
        // Room on each page, so that an update need not touch the indexes.
        "with (fillfactor = 70)",
        "stored",
        "stored");
  }

  @Override
  public String migrations() {
    return "postgresql";
  }

  @Override
  public Map<String, String> properties() {
    // A server or network that fell silent, without an end of the connection, must be noticed.
    return Map.of("socketTimeout", SILENCE_SECONDS, "tcpKeepAlive", "true");
  }

  // A plan made while a table was empty would read all of it until statistics come.
  @Override
  public String beforeReading(Patience patience) {
    return """
    set lock_timeout = %d;
    set idle_in_transaction_session_timeout = %d;
    set enable_seqscan = off;
    set jit = off
    """
        .formatted(patience.lock().toMillis(), patience.idle().toMillis());
  }

  @Override
  public void prepare(Connection writer, Patience patience) throws SQLException {
    writer.setAutoCommit(true);
    try (Statement statement = writer.createStatement()) {
      // What is left is one plan for each statement, by indexes, good with and without statistics;
      // for a lone message, to plan anew takes nearly as long as to run.
      statement.execute(
          """
          set statement_timeout = %d;
          set lock_timeout = %d;
          set idle_in_transaction_session_timeout = %d;
          set synchronous_commit = on;
          set plan_cache_mode = force_generic_plan;
          set enable_seqscan = off;
          set enable_hashjoin = off;
          set enable_mergejoin = off;
          set jit = off
          """
              .formatted(
                  patience.statement().toMillis(),
                  patience.lock().toMillis(),
                  patience.idle().toMillis()));
    }
    writer.setNetworkTimeout(Runnable::run, (int) patience.silence().toMillis());
    writer.setAutoCommit(false);
  }

  @Override
  public void run(Connection connection, Script script) throws SQLException {
    send(connection, script, "");
  }

  @Override
  public void commit(Connection connection, Script script) throws SQLException {
    send(connection, script, ";\ncommit");
  }

  /** The driver sends all statements of a text before it waits for the first answer. */
  private static void send(Connection connection, Script script, String end) throws SQLException {
    String sql =
        script.parts().stream().map(Script.Part::sql).collect(Collectors.joining(";\n", "", end));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int index = 0;
      for (Script.Part part : script.parts()) {
        index = part.bind(connection, statement, index);
      }
      statement.execute();
      for (Script.Part part : script.parts()) {
        part.read(statement.getResultSet());
        statement.getMoreResults();
      }
    }
  }

  /** PostgreSQL shows a commit when it is on the disk. */
  @Override
  public void settle(Connection connection) {
    // Nothing is left to do.
  }

  @Override
  public boolean awaitSettled() {
    return true;
  }

  @Override
  public String place(Handle handle) {
    try {
      handle.createQuery("select " + PLACE).mapTo(String.class).one();
      return PLACE;
    } catch (JdbiException refused) {
      LOG.log(
          Level.WARNING,
          "This role may not ask which server this is (pg_control_system, pg_walfile_name): after a"
              + " restore or a fail-over, make a new epoch by hand",
          refused);
      return "''";
    }
  }

  @Override
  public List<Long> positions(Handle handle, SliceQuery query, List<Slice> slices, int limit) {
    return handle
        .createQuery(
            """
            select p.position
            from unnest(
              cast(:conversations as uuid array), cast(:afters as bigint array),
              cast(:upTos as bigint array), cast(:fromSeqs as bigint array))
              as s (conversation, after, up_to, from_seq)
            cross join lateral (%s) as p
            order by p.position %s limit :limit
            """
                .formatted(
                    query.positions("s.conversation", "s.after", "s.up_to", "s.from_seq", ":limit"),
                    query.isNewestFirst() ? "desc" : "asc"))
        .bindMap(query.bindings())
        .bindArray("conversations", UUID.class, column(slices, Slice::conversation))
        .bindArray("afters", Long.class, column(slices, Slice::after))
        .bindArray("upTos", Long.class, column(slices, Slice::upTo))
        .bindArray("fromSeqs", Long.class, column(slices, Slice::fromSeq))
        .bind("limit", limit)
        .mapTo(Long.class)
        .list();
  }

  @Override
  public Map<Slice, List<Long>> positionsOfEach(
      Handle handle, SliceQuery query, Collection<Slice> slices, int limit) {
    List<Slice> all = List.copyOf(slices);
    return handle
        .createQuery(
            """
            select s.number, p.position
            from unnest(
              cast(:conversations as uuid array), cast(:afters as bigint array),
              cast(:upTos as bigint array), cast(:fromSeqs as bigint array))
              with ordinality as s (conversation, after, up_to, from_seq, number)
            cross join lateral (%s) as p
            """
                .formatted(
                    query.positions(
                        "s.conversation", "s.after", "s.up_to", "s.from_seq", ":limit")))
        .bindMap(query.bindings())
        .bindArray("conversations", UUID.class, column(all, Slice::conversation))
        .bindArray("afters", Long.class, column(all, Slice::after))
        .bindArray("upTos", Long.class, column(all, Slice::upTo))
        .bindArray("fromSeqs", Long.class, column(all, Slice::fromSeq))
        .bind("limit", limit)
        .reduceRows(
            new HashMap<>(),
            (found, row) -> {
              found
                  .computeIfAbsent(
                      all.get(row.getColumn("number", Integer.class) - 1),
                      slice -> new ArrayList<>())
                  .add(row.getColumn("position", Long.class));
              return found;
            });
  }

  private static <T> List<T> column(List<Slice> slices, Function<Slice, T> value) {
    return IntStream.range(0, slices.size()).mapToObj(i -> value.apply(slices.get(i))).toList();
  }

  /** By the index of words, which the migrations make. */
  @Override
  public String holdsWords(String text, String words) {
    return "chattr_words(" + text + ") @@ to_tsquery('simple', " + words + ")";
  }

  @Override
  public String words(List<String> words) {
    return words.stream()
        .map(word -> "'" + word.replace("\\", "\\\\").replace("'", "''") + "':*")
        .collect(Collectors.joining(" & "));
  }

  /** The words that the index has not sorted in yet: each search reads all of these. */
  @Override
  public String tidying() {
    return "select gin_clean_pending_list('chattr_message_words')";
  }

  @Override
  public void planAnew(Handle transaction) {
    transaction.execute("set local plan_cache_mode = force_custom_plan");
  }
}
