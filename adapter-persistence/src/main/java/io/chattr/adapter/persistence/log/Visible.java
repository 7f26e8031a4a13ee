package io.chattr.adapter.persistence.log;

import io.chattr.adapter.persistence.dialect.Slice;
import io.chattr.domain.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What of the log after one position and up to another a reader may see. */
record Visible(UserId reader, long after, long head, List<Slice> slices, boolean ownMoved) {

  /**
   * What each question is about, in one query: it finds what moved since the oldest of them, which
   * for some is more than they ask for.
   */
  static Map<Question, Visible> to(Handle handle, Collection<Question> questions, long head) {
    long oldest = questions.stream().mapToLong(Question::after).min().orElse(head);
    Map<UserId, List<Moved>> moved =
        handle
            .createQuery(
                """
                select user_id, conversation, from_position, to_position, visible_from_seq,
                  last_position
                from (
                  select m.user_id, m.conversation, m.from_position, m.to_position,
                    m.visible_from_seq,
                    (select c.last_position from chattr_conversation c
                     where c.id = m.conversation) as last_position
                  from chattr_membership m
                  where m.user_id = any(:readers) and m.to_position > :oldest) times
                where last_position > :oldest
                union all
                select user_id, null, 0, 0, 0, last_position from chattr_user_stream
                where user_id = any(:readers) and last_position > :oldest
                """)
            .bindArray(
                "readers",
                String.class,
                questions.stream().map(one -> one.reader().value()).distinct().toList())
            .bind("oldest", oldest)
            .map((row, context) -> Moved.read(row))
            .stream()
            .collect(Collectors.groupingBy(Moved::reader));
    var all = new LinkedHashMap<Question, Visible>();
    for (Question question : questions) {
      all.put(question, of(question, moved.getOrDefault(question.reader(), List.of()), head));
    }
    return all;
  }

  private static Visible of(Question question, List<Moved> moved, long head) {
    long after = question.after();
    List<Slice> slices =
        moved.stream()
            .filter(one -> one.conversation() != null && one.to() > after && one.last() > after)
            .map(
                one ->
                    new Slice(
                        one.conversation(),
                        Math.max(after, one.from() - 1),
                        Math.min(head, one.to()),
                        one.fromSeq()))
            .toList();
    boolean own = moved.stream().anyMatch(one -> one.conversation() == null && one.last() > after);
    return new Visible(question.reader(), after, head, slices, own);
  }

  /** A time in a conversation that moved, or one's own stream, which has none. */
  private record Moved(
      UserId reader, @Nullable UUID conversation, long from, long to, long fromSeq, long last) {
    static Moved read(ResultSet row) throws SQLException {
      return new Moved(
          new UserId(row.getString("user_id")),
          row.getObject("conversation", UUID.class),
          row.getLong("from_position"),
          row.getLong("to_position"),
          row.getLong("visible_from_seq"),
          row.getLong("last_position"));
    }
  }

  boolean isEmpty() {
    return slices.isEmpty() && !ownMoved;
  }

  /** Of the reader's own stream. */
  List<Long> own(Handle handle, int limit) {
    return ownMoved
        ? handle
            .createQuery(
                """
                select position from chattr_log
                where user_id = :reader and position > :after and position <= :head
                order by user_id, position limit :limit
                """)
            .bind("reader", reader.value())
            .bind("after", after)
            .bind("head", head)
            .bind("limit", limit)
            .mapTo(Long.class)
            .list()
        : List.of();
  }
}
