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
import org.jdbi.v3.core.Handle;

/** Texts, and what is said about media, with words that begin as those that are looked for. */
final class SearchQuery {
  private final Dialect dialect;
  private final String sql;

  SearchQuery(Dialect dialect) {
    this.dialect = dialect;
    this.sql =
        """
        select %s
        from chattr_message m
        join chattr_membership s
          on s.conversation = m.conversation and s.user_id = :reader and s.to_position = :open
        where m.kind in ('text', 'media') and m.body is not null and %s
          and m.seq >= s.visible_from_seq and m.position < :before
          and %s
          <conversation>
        order by m.position desc limit :limit
        """
            .formatted(
                MessageRow.COLUMNS,
                dialect.holdsWords("m.body", ":words"),
                HiddenRows.spare("m", ":reader"));
  }

  Page<Message> run(
      Handle handle,
      UserId reader,
      List<String> words,
      Optional<ConversationId> conversation,
      PageRequest page) {
    var query =
        handle
            .createQuery(
                sql.replace(
                    "<conversation>",
                    conversation.isPresent() ? "and m.conversation = :conversation" : ""))
            .bind("reader", reader.value())
            .bind("open", Interval.OPEN)
            .bind("words", dialect.words(words))
            .bind("before", PageCursor.HITS.number(page).orElse(Long.MAX_VALUE))
            .bind("limit", page.limit() + 1);
    conversation.ifPresent(one -> query.bind("conversation", one.value()));
    return PlacedMessage.page(PageCursor.HITS, query.map(PlacedMessage::map).list(), page);
  }
}
