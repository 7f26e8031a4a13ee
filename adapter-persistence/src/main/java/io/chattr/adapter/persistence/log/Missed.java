package io.chattr.adapter.persistence.log;

import io.chattr.adapter.persistence.dialect.Dialect;
import io.chattr.adapter.persistence.dialect.Slice;
import io.chattr.adapter.persistence.dialect.Stream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Where that lies which several readers may see: in as many statements as for one of them. Those of
 * one conversation who left together share what is found.
 */
final class Missed {
  private final Map<Question, Visible> visible;
  private final Map<Question, List<Long>> positions = new HashMap<>();

  private Missed(Map<Question, Visible> visible) {
    this.visible = visible;
  }

  /** Finds the first positions for each question, one more than its limit. */
  static Missed by(Handle handle, Dialect dialect, Collection<Question> questions, long head) {
    var missed = new Missed(Visible.to(handle, questions, head));
    missed.find(handle, dialect);
    return missed;
  }

  private void find(Handle handle, Dialect dialect) {
    Set<Slice> slices = new LinkedHashSet<>();
    visible.values().forEach(one -> slices.addAll(one.slices()));
    int limit = 1 + visible.keySet().stream().mapToInt(Question::limit).max().orElse(0);
    List<Map<Slice, List<Long>>> streams = new ArrayList<>();
    if (!slices.isEmpty()) {
      for (Stream stream : Stream.values()) {
        streams.add(dialect.positionsOfEach(handle, stream, slices, limit));
      }
    }
    visible.forEach(
        (question, seen) -> {
          var all = new ArrayList<>(seen.own(handle, question.limit() + 1));
          for (Map<Slice, List<Long>> stream : streams) {
            seen.slices().forEach(slice -> all.addAll(stream.getOrDefault(slice, List.of())));
          }
          positions.put(question, all.stream().sorted().limit(question.limit() + 1L).toList());
        });
  }

  /** Whether there are no more than the question's limit. */
  boolean isComplete(Question question) {
    return positions(question).size() <= question.limit();
  }

  /** At most as many as the question's limit. */
  List<Long> page(Question question) {
    List<Long> found = positions(question);
    return isComplete(question) ? found : found.subList(0, question.limit());
  }

  /**
   * The questions that cannot be answered any more, because something of it is no longer in the
   * log. To be asked when all has been read.
   */
  Set<Question> forgotten(Handle handle) {
    long forgotten = forgottenUpTo(handle);
    Set<Question> all = new LinkedHashSet<>();
    visible.forEach(
        (question, seen) -> {
          if (!seen.isEmpty() && forgotten > question.after() && isForgotten(handle, question)) {
            all.add(question);
          }
        });
    return all;
  }

  /** Nothing after this position has been forgotten. */
  static long forgottenUpTo(Handle handle) {
    return handle
        .createQuery("select forgotten from chattr_head where id = 1")
        .mapTo(Long.class)
        .one();
  }

  private List<Long> positions(Question question) {
    return positions.getOrDefault(question, List.of());
  }

  /** Whether something of the reader's streams after the cursor is no longer in the log. */
  private static boolean isForgotten(Handle handle, Question question) {
    return handle
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
            .bind("reader", question.reader().value())
            .bind("position", question.after())
            .mapTo(Long.class)
            .one()
        > 0;
  }
}
