package io.chattr.adapter.persistence.tables;

import io.chattr.adapter.persistence.dialect.Dialect;
import io.chattr.application.port.Messages;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.content.Content;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.EarlierVersion;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.MessageMarks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Messages as the tables have them now. */
public final class JdbiMessages implements Messages {
  private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

  private final Tables tables;
  private final AcrossQuery across;
  private final SearchQuery search;

  public JdbiMessages(Tables tables, Dialect dialect) {
    this.tables = tables;
    this.across = new AcrossQuery(dialect);
    this.search = new SearchQuery(dialect);
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
  public Map<MessageId, MessageMarks> marks(UserId reader, Collection<MessageId> messages) {
    return messages.isEmpty()
        ? Map.of()
        : tables.with(handle -> MarksQuery.run(handle, reader, messages));
  }

  @Override
  public List<Message> list(Seat reader, Range range) {
    return tables.with(
        handle -> {
          var times = PlacesByTime.in(handle, reader.conversation());
          long after = range.after();
          long before = range.before();
          // The ends of time, which stand for "no bound", cost no search.
          if (range.from().isAfter(Instant.EPOCH)) {
            after = Math.max(after, times.first(range.from()) - 1);
          }
          if (range.to().isBefore(END_OF_TIME)) {
            before = Math.min(before, times.first(range.to()));
          }
          return between(handle, reader, after, before, range);
        });
  }

  private static List<Message> between(
      Handle handle, Seat reader, long after, long before, Range range) {
    List<Message> found =
        new ArrayList<>(
            handle
                .createQuery(
                    """
                    select %1$s from chattr_message m
                    where m.conversation = :id and m.seq > :after and m.seq < :before and %3$s
                    order by m.conversation %2$s, m.seq %2$s limit :limit
                    """
                        .formatted(
                            MessageRow.COLUMNS,
                            range.newestFirst() ? "desc" : "asc",
                            HiddenRows.spare("m", ":reader")))
                .bind("id", reader.conversation().value())
                .bind("reader", reader.user().value())
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

  @Override
  public List<EarlierVersion> versions(MessageId id) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    """
                    select kind, custom_type, body, written_at from chattr_message_version
                    where message = :id order by replaced_at
                    """)
                .bind("id", id.value())
                .map(
                    (row, context) ->
                        new EarlierVersion(
                            ContentRow.read(row), Instant.ofEpochMilli(row.getLong("written_at"))))
                .list());
  }

  @Override
  public Optional<Content> contentAt(MessageId id, long position) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    """
                    select kind, custom_type, body from chattr_message_version
                    where message = :id and replaced_at > :position
                    order by message, replaced_at limit 1
                    """)
                .bind("id", id.value())
                .bind("position", position)
                .map((row, context) -> ContentRow.read(row))
                .findOne());
  }

  @Override
  public List<Message> pinned(ConversationId conversation) {
    return tables.with(
        handle ->
            handle
                .createQuery(
                    """
                    select %s from chattr_message m
                    where m.conversation = :id and m.pinned is not null
                    order by m.pinned desc
                    """
                        .formatted(MessageRow.COLUMNS))
                .bind("id", conversation.value())
                .map(MessageRow::map)
                .list());
  }

  @Override
  public Page<Message> starred(UserId reader, PageRequest page) {
    return tables.with(handle -> StarredQuery.run(handle, reader, page));
  }

  @Override
  public Page<Message> across(UserId reader, Filter filter, PageRequest page) {
    return tables.with(handle -> across.run(handle, reader, filter, page));
  }

  @Override
  public Page<Message> search(
      UserId reader, List<String> words, Optional<ConversationId> conversation, PageRequest page) {
    return tables.inTransaction(handle -> search.run(handle, reader, words, conversation, page));
  }

  @Override
  public List<Message> undeleted(UserId sender, Optional<Message> last, int limit) {
    return tables.with(handle -> UndeletedQuery.run(handle, sender, last, limit));
  }
}
