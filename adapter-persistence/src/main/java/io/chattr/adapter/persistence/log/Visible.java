package io.chattr.adapter.persistence.log;

import io.chattr.adapter.persistence.dialect.Slice;
import io.chattr.domain.identity.UserId;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What of the log after one position and up to another a reader may see. */
record Visible(UserId reader, long after, long head, List<Slice> slices, boolean ownMoved) {

  static Visible to(Handle handle, UserId reader, long after, long head) {
    List<Slice> slices =
        handle
            .createQuery(
                """
                select m.conversation, m.from_position, m.to_position, m.visible_from_seq
                from chattr_membership m
                join chattr_conversation c on c.id = m.conversation
                where m.user_id = :reader and m.to_position > :after
                  and c.last_position > :after
                union all
                select null, 0, 0, 0 from chattr_user_stream
                where user_id = :reader and last_position > :after
                """)
            .bind("reader", reader.value())
            .bind("after", after)
            .map(
                (row, context) ->
                    new Slice(
                        row.getObject("conversation", UUID.class),
                        Math.max(after, row.getLong("from_position") - 1),
                        Math.min(head, row.getLong("to_position")),
                        row.getLong("visible_from_seq")))
            .list();
    List<Slice> conversations =
        slices.stream().filter(slice -> slice.conversation() != null).toList();
    return new Visible(reader, after, head, conversations, conversations.size() < slices.size());
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
