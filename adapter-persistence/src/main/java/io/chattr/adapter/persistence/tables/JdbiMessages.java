package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.Messages;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.message.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Messages as the tables have them now. */
public final class JdbiMessages implements Messages {
  private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

  private final Tables tables;

  public JdbiMessages(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Message> find(MessageId id) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    "select " + MessageRow.COLUMNS + " from chattr_message m where m.id = :id")
                .bind("id", id.value())
                .map(MessageRow::map)
                .findOne());
  }

  @Override
  public Optional<Message> find(ConversationId conversation, long seq) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    "select "
                        + MessageRow.COLUMNS
                        + " from chattr_message m where m.conversation = :id and m.seq = :seq")
                .bind("id", conversation.value())
                .bind("seq", seq)
                .map(MessageRow::map)
                .findOne());
  }

  @Override
  public List<Message> list(ConversationId conversation, Range range) {
    return tables.with(
        handle -> {
          var times = new SeqsByTime(handle, conversation);
          long after = range.after();
          long before = range.before();
          // The ends of time, which stand for "no bound", cost no search.
          if (range.from().isAfter(Instant.EPOCH)) {
            after = Math.max(after, times.first(range.from()) - 1);
          }
          if (range.to().isBefore(END_OF_TIME)) {
            before = Math.min(before, times.first(range.to()));
          }
          return between(handle, conversation, after, before, range);
        });
  }

  private static List<Message> between(
      Handle handle, ConversationId conversation, long after, long before, Range range) {
    List<Message> found =
        new ArrayList<>(
            handle
                .createQuery(
                    """
                    select %1$s from chattr_message m
                    where m.conversation = :id and m.seq > :after and m.seq < :before
                    order by m.conversation %2$s, m.seq %2$s limit :limit
                    """
                        .formatted(MessageRow.COLUMNS, range.newestFirst() ? "desc" : "asc"))
                .bind("id", conversation.value())
                .bind("after", after)
                .bind("before", before)
                .bind("limit", range.limit())
                .map(MessageRow::map)
                .list());
    if (range.newestFirst()) {
      Collections.reverse(found);
    }
    return found;
  }
}
