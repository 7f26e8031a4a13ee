package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import org.jdbi.v3.core.Handle;

/** The messages with a reader's star that they may see. */
final class StarredQuery {
  private static final String SQL =
      """
      select %s
      from chattr_star t
      join chattr_membership s
        on s.conversation = t.conversation and s.user_id = t.user_id and s.to_position = :open
      join chattr_message m on m.id = t.message
      where t.user_id = :reader and t.position < :before and t.seq >= s.visible_from_seq and %s
      order by t.user_id desc, t.position desc limit :limit
      """
          .formatted(MessageRow.COLUMNS, HiddenRows.spare("m", ":reader"));

  private StarredQuery() {}

  static Page<Message> run(Handle handle, UserId reader, PageRequest page) {
    return PlacedMessage.page(
        PageCursor.STARRED,
        handle
            .createQuery(SQL)
            .bind("reader", reader.value())
            .bind("open", Interval.OPEN)
            .bind("before", PageCursor.STARRED.number(page).orElse(Long.MAX_VALUE))
            .bind("limit", page.limit() + 1)
            .map(PlacedMessage::map)
            .list(),
        page);
  }
}
