package io.chattr.adapter.persistence.tables;

import io.chattr.adapter.persistence.dialect.Dialect;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Texts, and what is said about media, with words that begin as those that are looked for. */
final class SearchQuery {
  private final Dialect dialect;
  private final String sql;

  SearchQuery(Dialect dialect) {
    this.dialect = dialect;
    // Their places first, and only then who may see them. OFFSET keeps PostgreSQL from mixing the
    // two: the words are looked up once, and not for each conversation.
    this.sql =
        """
        select %s
        from (
          select h.position
          from (
            select m.position, m.conversation, m.seq
            from chattr_message m
            where m.conversation = any(:conversations) and m.position < :before
              and m.kind in ('text', 'media') and m.body is not null and %s
            offset 0) h
          join chattr_membership s
            on s.conversation = h.conversation and s.user_id = :reader and s.to_position = :open
          where h.seq >= s.visible_from_seq and %s
          order by h.position desc limit :limit) p
        join chattr_message m on m.position = p.position
        order by m.position desc
        """
            .formatted(
                MessageRow.COLUMNS,
                dialect.holdsWords("m.body", ":words"),
                HiddenRows.spare("h", ":reader"));
  }

  /** In a transaction of its own. */
  Page<Message> run(
      Handle handle,
      UserId reader,
      List<String> words,
      Optional<ConversationId> only,
      PageRequest page) {
    long before = PageCursor.HITS.number(page).orElse(Long.MAX_VALUE);
    List<UUID> conversations =
        only.map(one -> List.of(one.value())).orElseGet(() -> conversations(handle, reader));
    dialect.planAnew(handle);
    return PlacedMessage.page(
        PageCursor.HITS,
        handle
            .createQuery(sql)
            .bindArray("conversations", UUID.class, conversations)
            .bind("reader", reader.value())
            .bind("open", Interval.OPEN)
            .bind("words", dialect.words(words))
            .bind("before", before)
            .bind("limit", page.limit() + 1)
            .map(PlacedMessage::map)
            .list(),
        page);
  }

  private static List<UUID> conversations(Handle handle, UserId reader) {
    return handle
        .createQuery(
            """
            select conversation from chattr_membership
            where user_id = :reader and to_position = :open
            """)
        .bind("reader", reader.value())
        .bind("open", Interval.OPEN)
        .mapTo(UUID.class)
        .list();
  }
}
