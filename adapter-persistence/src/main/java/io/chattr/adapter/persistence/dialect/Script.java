package io.chattr.adapter.persistence.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Statements that go to the database together: in one round trip, where it can. {@value #ROWS} in a
 * statement is a table of the columns among its arguments, which all have as many values.
 */
public final class Script {
  private static final String ROWS = "{rows}";

  private final List<Part> parts = new ArrayList<>();

  /** Takes one row of an answer. */
  @FunctionalInterface
  public interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /** A statement with its arguments; {@code reader} takes its rows where it has any. */
  record Part(String sql, List<Object> arguments, @Nullable RowReader reader) {
    static Part of(String sql, List<Object> arguments, @Nullable RowReader reader) {
      if (!sql.contains(ROWS)) {
        return new Part(sql, arguments, reader);
      }
      List<Column> columns =
          arguments.stream().filter(Column.class::isInstance).map(Column.class::cast).toList();
      if (columns.get(0).values().size() > 1) {
        return new Part(
            sql.replace(ROWS, rows(columns, "cast(? as %s array)", "unnest(", ")")),
            arguments,
            reader);
      }
      // One row alone: to make a table of arrays takes PostgreSQL longer than all the rest.
      return new Part(
          sql.replace(ROWS, rows(columns, "cast(? as %s)", "(values (", "))")),
          arguments.stream().map(Script::alone).toList(),
          reader);
    }

    private static String rows(List<Column> columns, String cell, String begin, String end) {
      return columns.stream()
          .map(column -> cell.formatted(column.type()))
          .collect(Collectors.joining(", ", begin, end));
    }

    int bind(Connection connection, PreparedStatement statement, int before) throws SQLException {
      int index = before;
      for (Object argument : arguments) {
        index++;
        switch (argument) {
          case Column column ->
              statement.setArray(
                  index, connection.createArrayOf(column.type(), column.values().toArray()));
          case Alone alone -> statement.setObject(index, alone.value());
          default -> statement.setObject(index, argument);
        }
      }
      return index;
    }

    void read(@Nullable ResultSet rows) throws SQLException {
      while (reader != null && rows != null && rows.next()) {
        reader.read(rows);
      }
    }
  }

  /** One column of many rows, bound as an array. */
  private record Column(String type, Collection<? extends @Nullable Object> values) {}

  /** What the only row has in a column. */
  private record Alone(@Nullable Object value) {}

  private static Object alone(Object argument) {
    return argument instanceof Column column
        ? new Alone(column.values().iterator().next())
        : argument;
  }

  /** What one row has in a column, if anything. */
  @FunctionalInterface
  public interface Cell<T, V> {
    @Nullable V of(T row);
  }

  public static Object texts(Collection<String> values) {
    return new Column("varchar", values);
  }

  public static <T> Object texts(Collection<T> rows, Cell<? super T, String> cell) {
    return column("varchar", rows, cell);
  }

  public static Object uuids(Collection<UUID> values) {
    return new Column("uuid", values);
  }

  public static <T> Object uuids(Collection<T> rows, Cell<? super T, UUID> cell) {
    return column("uuid", rows, cell);
  }

  public static Object longs(Collection<Long> values) {
    return new Column("int8", values);
  }

  public static <T> Object longs(Collection<T> rows, Cell<? super T, Long> cell) {
    return column("int8", rows, cell);
  }

  private static <T, V> Column column(String type, Collection<T> rows, Cell<? super T, V> cell) {
    var values = new ArrayList<@Nullable V>(rows.size());
    for (T row : rows) {
      values.add(cell.of(row));
    }
    return new Column(type, values);
  }

  public Script update(String sql, Object... arguments) {
    parts.add(Part.of(sql, List.of(arguments), null));
    return this;
  }

  public Script query(RowReader reader, String sql, Object... arguments) {
    parts.add(Part.of(sql, List.of(arguments), reader));
    return this;
  }

  List<Part> parts() {
    return parts;
  }
}
