package io.chattr.adapter.persistence.log;

import io.chattr.adapter.persistence.dialect.Dialect;
import io.chattr.adapter.persistence.tables.JointLookup;
import io.chattr.adapter.persistence.tables.Tables;
import io.chattr.application.port.Catchup;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.event.Logged;
import io.chattr.domain.identity.UserId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Reads the log. The head is read first: whatever it counts is committed, and what comes while the
 * reading goes on lies beyond it. What was forgotten is asked for last. {@link Tables} sees to it
 * that all of it is durable when it is told.
 */
public final class LogReader {
  private static final String HEAD = "head";

  private final Tables tables;
  private final Dialect dialect;
  private final Epoch epoch = new Epoch();
  private final String headQuery;
  // Many ask at once when all come back.
  private final JointLookup<String, Optional<Cursor>> heads =
      new JointLookup<>(this::heads, Optional.empty());
  private final JointLookup<Question, Optional<Catchup>> catchups =
      new JointLookup<>(this::catchUp, Optional.empty());
  private final JointLookup<Question, Boolean> coverage = new JointLookup<>(this::cover, false);

  public LogReader(Tables tables, Dialect dialect) {
    this.tables = tables;
    this.dialect = dialect;
    this.headQuery =
        "select position, epoch, %s as place from chattr_head where id = 1"
            .formatted(tables.with(dialect::place));
  }

  /** The place of the newest event that is committed. */
  public Cursor head() {
    return heads.find(HEAD).orElseThrow();
  }

  private Map<String, Optional<Cursor>> heads(Set<String> same) {
    return Map.of(HEAD, Optional.of(tables.with(this::head)));
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
    return catchups.find(new Question(cursor, reader, limit)).orElseThrow();
  }

  /** Whether {@link #after} would tell it all in at most {@code max} events. */
  public boolean covers(Cursor cursor, UserId reader, int max) {
    return coverage.find(new Question(cursor, reader, max));
  }

  private Map<Question, Optional<Catchup>> catchUp(Set<Question> questions) {
    return tables.with(
        handle -> {
          Cursor head = head(handle);
          Set<Question> ours = ofThisLog(questions, head);
          var missed = Missed.by(handle, dialect, ours, head.position());
          Map<Long, Logged> events = events(handle, missed, ours);
          Set<Question> forgotten = missed.forgotten(handle);
          return questions.stream()
              .collect(
                  Collectors.toMap(
                      question -> question,
                      question ->
                          Optional.of(
                              ours.contains(question) && !forgotten.contains(question)
                                  ? page(missed, question, events, head)
                                  : Catchup.reset(head))));
        });
  }

  private static Map<Long, Logged> events(Handle handle, Missed missed, Set<Question> questions) {
    var positions = new TreeSet<Long>();
    questions.forEach(question -> positions.addAll(missed.page(question)));
    return new EventReader(handle)
        .at(positions).stream().collect(Collectors.toMap(Logged::position, logged -> logged));
  }

  private static Catchup page(
      Missed missed, Question question, Map<Long, Logged> events, Cursor head) {
    List<Long> page = missed.page(question);
    boolean complete = missed.isComplete(question);
    // What a newer node wrote, and this one does not know, is passed over.
    List<Logged> known = page.stream().map(events::get).filter(Objects::nonNull).toList();
    Cursor next = complete ? head : new Cursor(head.epoch(), page.getLast());
    return new Catchup(known, next, complete, false);
  }

  private Map<Question, Boolean> cover(Set<Question> questions) {
    return tables.with(
        handle -> {
          Cursor head = head(handle);
          Set<Question> ours = ofThisLog(questions, head);
          long forgotten = Missed.forgottenUpTo(handle);
          // Positions have no gaps: so near to the head there are not more, whoever asks.
          var covered =
              ours.stream()
                  .filter(one -> head.position() - one.after() <= one.limit())
                  .filter(one -> forgotten <= one.after())
                  .collect(Collectors.toMap(one -> one, one -> true));
          ours.removeAll(covered.keySet());
          if (!ours.isEmpty()) {
            var missed = Missed.by(handle, dialect, ours, head.position());
            Set<Question> gone = missed.forgotten(handle);
            ours.forEach(one -> covered.put(one, missed.isComplete(one) && !gone.contains(one)));
          }
          return covered;
        });
  }

  private static Set<Question> ofThisLog(Set<Question> questions, Cursor head) {
    return questions.stream()
        .filter(question -> question.cursor().epoch().equals(head.epoch()))
        .filter(question -> question.after() <= head.position())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
