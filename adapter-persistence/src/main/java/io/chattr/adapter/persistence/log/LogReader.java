package io.chattr.adapter.persistence.log;

import io.chattr.adapter.persistence.dialect.Dialect;
import io.chattr.adapter.persistence.dialect.Stream;
import io.chattr.adapter.persistence.tables.Tables;
import io.chattr.application.port.Catchup;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.Logged;
import io.chattr.domain.identity.UserId;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Reads the log. The head is read first: whatever it counts is committed, and what comes while the
 * reading goes on lies beyond it. What was forgotten is asked for last.
 */
public final class LogReader {
  private final Tables tables;
  private final Dialect dialect;
  private final Epoch epoch = new Epoch();
  private final String headQuery;

  public LogReader(Tables tables, Dialect dialect) {
    this.tables = tables;
    this.dialect = dialect;
    this.headQuery =
        "select position, epoch, %s as place from chattr_head where id = 1"
            .formatted(tables.with(dialect::place));
  }

  /** The place of the newest event that is committed. */
  public Cursor head() {
    return tables.with(this::head);
  }

  private Cursor head(Handle handle) {
    return handle
        .createQuery(headQuery)
        .map(
            (row, context) ->
                new Cursor(
                    epoch.of(row.getString("epoch"), row.getString("place")),
                    row.getLong("position")))
        .one();
  }

  /** Every event after {@code position}. */
  public List<Logged> read(long position, int limit) {
    return tables.with(
        handle -> {
          long head = head(handle).position();
          var found = new ArrayList<Long>();
          for (String table : List.of("chattr_message", "chattr_log")) {
            found.addAll(
                handle
                    .createQuery(
                        """
                        select position from %s where position > :after and position <= :head
                        order by position limit :limit
                        """
                            .formatted(table))
                    .bind("after", position)
                    .bind("head", head)
                    .bind("limit", limit)
                    .mapTo(Long.class)
                    .list());
          }
          List<Long> positions = found.stream().sorted().limit(limit).toList();
          List<Logged> events = new EventReader(handle).at(positions);
          // A newer node may have written what this one does not know: no reason to stop there.
          return events.isEmpty() && !positions.isEmpty()
              ? read(positions.getLast(), limit)
              : events;
        });
  }

  /** What {@code reader} may see after {@code cursor}, or a reset. */
  public Catchup after(Cursor cursor, UserId reader, int limit) {
    return tables.with(
        handle -> {
          Cursor head = head(handle);
          if (!isOfThisLog(cursor, head)) {
            return Catchup.reset(head);
          }
          var visible = Visible.to(handle, reader, cursor.position(), head.position());
          List<Long> found = positions(handle, visible, limit + 1);
          boolean complete = found.size() <= limit;
          List<Long> page = complete ? found : found.subList(0, limit);
          List<Logged> events = new EventReader(handle).at(page);
          if (!visible.isEmpty() && isForgotten(handle, reader, cursor.position())) {
            return Catchup.reset(head);
          }
          Cursor next = complete ? head : new Cursor(head.epoch(), page.get(page.size() - 1));
          return new Catchup(events, next, complete, false);
        });
  }

  /** Whether {@link #after} would tell it all in at most {@code max} events. */
  public boolean covers(Cursor cursor, UserId reader, int max) {
    return tables.with(
        handle -> {
          Cursor head = head(handle);
          if (!isOfThisLog(cursor, head)) {
            return false;
          }
          var visible = Visible.to(handle, reader, cursor.position(), head.position());
          return visible.isEmpty()
              || (positions(handle, visible, max + 1).size() <= max
                  && !isForgotten(handle, reader, cursor.position()));
        });
  }

  private static boolean isOfThisLog(Cursor cursor, Cursor head) {
    return cursor.epoch().equals(head.epoch()) && cursor.position() <= head.position();
  }

  private List<Long> positions(Handle handle, Visible visible, int limit) {
    var all = new ArrayList<Long>();
    if (!visible.slices().isEmpty()) {
      all.addAll(dialect.positions(handle, Stream.MESSAGES, visible.slices(), limit));
      all.addAll(dialect.positions(handle, Stream.OTHERS, visible.slices(), limit));
    }
    all.addAll(visible.own(handle, limit));
    return all.stream().sorted().limit(limit).toList();
  }

  /** Whether something of the reader's streams after {@code position} is no longer in the log. */
  private static boolean isForgotten(Handle handle, UserId reader, long position) {
    long forgotten =
        handle
            .createQuery("select forgotten from chattr_head where id = 1")
            .mapTo(Long.class)
            .one();
    return forgotten > position
        && handle
                .createQuery(
                    """
                    select
                      (select count(*) from chattr_membership m
                       join chattr_conversation c on c.id = m.conversation
                       where m.user_id = :reader and m.to_position > :position
                         and c.forgotten > :position and m.from_position <= c.forgotten)
                      + (select count(*) from chattr_user_stream u
                         where u.user_id = :reader and u.forgotten > :position)
                    """)
                .bind("reader", reader.value())
                .bind("position", position)
                .mapTo(Long.class)
                .one()
            > 0;
  }
}
