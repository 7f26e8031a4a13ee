package io.chattr.adapter.persistence.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** H2 in this process, on disk. */
public final class H2Dialect implements Dialect {
  private final Unsettled unsettled = new Unsettled();
  private final Checkpoint checkpoint;

  public H2Dialect() {
    this(H2Dialect::checkpoint);
  }

  H2Dialect(Checkpoint checkpoint) {
    this.checkpoint = checkpoint;
  }

  /** Brings everything that is committed to the disk. */
  @FunctionalInterface
  interface Checkpoint {
    void run(Connection connection) throws SQLException;
  }

  static void checkpoint(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("checkpoint sync");
    }
  }

  @Override
  public Map<String, String> placeholders() {
    return Map.of(
        "text_id", "varchar", "random", "random_uuid()", "often_updated", "", "stored", "");
  }

  @Override
  public String migrations() {
    return "h2";
  }

  @Override
  public Map<String, String> properties() {
    return Map.of();
  }

  @Override
  public String beforeReading(Patience patience) {
    return "";
  }

  @Override
  public void prepare(Connection writer, Patience patience) throws SQLException {
    writer.setAutoCommit(false);
    try (Statement statement = writer.createStatement()) {
      statement.execute("set lock_timeout " + patience.lock().toMillis());
    }
  }

  @Override
  public void run(Connection connection, Script script) throws SQLException {
    for (Script.Part part : script.parts()) {
      try (PreparedStatement statement = connection.prepareStatement(part.sql())) {
        part.bind(connection, statement, 0);
        statement.execute();
        part.read(statement.getResultSet());
      }
    }
  }

  @Override
  public void commit(Connection connection, Script script) throws SQLException {
    run(connection, script);
    // Without a checkpoint the group is in memory or with the operating system: a crash can take it
    // back.
    unsettled.commit(connection::commit, () -> checkpoint.run(connection));
  }

  @Override
  public void settle(Connection connection) throws SQLException {
    unsettled.settle(() -> checkpoint.run(connection));
  }

  /** H2 shows a commit before it is on the disk. */
  @Override
  public boolean awaitSettled() {
    return unsettled.await();
  }

  @Override
  public String place(Handle handle) {
    return "''";
  }

  @Override
  public List<Long> positions(Handle handle, SliceQuery query, List<Slice> slices, int limit) {
    var all = new ArrayList<Long>();
    positionsOfEach(handle, query, slices, limit).values().forEach(all::addAll);
    Comparator<Long> order =
        query.isNewestFirst() ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return all.stream().sorted(order).limit(limit).toList();
  }

  @Override
  public Map<Slice, List<Long>> positionsOfEach(
      Handle handle, SliceQuery query, Collection<Slice> slices, int limit) {
    // No LATERAL here; but no round trips either.
    String sql = query.positions(":conversation", ":after", ":upTo", ":fromSeq", ":limit");
    var found = new HashMap<Slice, List<Long>>();
    for (Slice slice : slices) {
      found.put(
          slice,
          handle
              .createQuery(sql)
              .bindMap(query.bindings())
              .bind("conversation", slice.conversation())
              .bind("after", slice.after())
              .bind("upTo", slice.upTo())
              .bind("fromSeq", slice.fromSeq())
              .bind("limit", limit)
              .mapTo(Long.class)
              .list());
    }
    return found;
  }

  /** Reads every text: there is no index of words. */
  @Override
  public String holdsWords(String text, String words) {
    return "regexp_like(" + text + ", " + words + ")";
  }

  @Override
  public String words(List<String> words) {
    return words.stream()
        .map(word -> "(?=.*(?<![\\p{L}\\p{M}\\p{N}])" + Pattern.quote(word) + ")")
        .collect(Collectors.joining("", "(?ius)\\A", ""));
  }

  @Override
  public String tidying() {
    return "select 0";
  }

  @Override
  public void planAnew(Handle transaction) {
    // As it always does.
  }
}
