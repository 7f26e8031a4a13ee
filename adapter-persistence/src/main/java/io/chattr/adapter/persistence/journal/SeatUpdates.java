package io.chattr.adapter.persistence.journal;

import static io.chattr.adapter.persistence.dialect.Script.longs;
import static io.chattr.adapter.persistence.dialect.Script.texts;
import static io.chattr.adapter.persistence.dialect.Script.uuids;
import static java.util.stream.Collectors.joining;

import io.chattr.adapter.persistence.dialect.Script;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.decision.Seat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What some columns of present memberships hold from now on; the last word for a seat counts. */
final class SeatUpdates<T> {
  private final Map<Seat, Row<T>> rows = new LinkedHashMap<>();
  private final List<Column<T>> columns = new ArrayList<>();

  private record Row<T>(long position, T value) {}

  /**
   * @param value SQL for what is stored, where {@code %s} is what is sent
   */
  private record Column<T>(String name, String value, Function<List<T>, Object> cells) {}

  SeatUpdates<T> text(String name, Script.Cell<T, String> cell) {
    columns.add(new Column<>(name, "%s", values -> texts(values, cell)));
    return this;
  }

  SeatUpdates<T> number(String name, Script.Cell<T, Long> cell) {
    columns.add(new Column<>(name, "%s", values -> longs(values, cell)));
    return this;
  }

  SeatUpdates<T> flag(String name, Function<T, Boolean> cell) {
    columns.add(
        new Column<>(
            name, "%s = 1", values -> longs(values, value -> cell.apply(value) ? 1L : 0L)));
    return this;
  }

  void put(long position, Seat seat, T value) {
    rows.put(seat, new Row<>(position, value));
  }

  void into(Script script) {
    if (rows.isEmpty()) {
      return;
    }
    String names = columns.stream().map(column -> ", " + column.name()).collect(joining());
    String sql =
        """
        merge into chattr_membership m
        using (
          select s.conversation, s.user_id, s.position %s
          from {rows} as s (conversation, user_id, position %s)) s
        on m.conversation = s.conversation and m.user_id = s.user_id and m.to_position = %d
        when matched then update set %s, version = greatest(m.version, s.position)
        """
            .formatted(
                columns.stream().map(column -> ", s." + column.name()).collect(joining()),
                names,
                Interval.OPEN,
                columns.stream()
                    .map(
                        column ->
                            column.name() + " = " + column.value().formatted("s." + column.name()))
                    .collect(joining(", ")));
    List<T> values = rows.values().stream().map(Row::value).toList();
    var arguments = new ArrayList<Object>();
    arguments.add(uuids(rows.keySet(), seat -> seat.conversation().value()));
    arguments.add(texts(rows.keySet(), seat -> seat.user().value()));
    arguments.add(longs(rows.values(), Row::position));
    columns.forEach(column -> arguments.add(column.cells().apply(values)));
    script.update(sql, arguments.toArray());
  }
}
