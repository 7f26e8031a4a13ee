package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.conversation.Unread;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Conversations as one member sees them in their list: a page with last messages and unread counts
 * in one query, and all their members in another.
 */
final class OverviewQuery {
  // Seqs have no gaps, so what is unread is counted from a few ends of index ranges: all that came,
  // less the reader's own, less what others deleted.
  private static final String UNREAD =
      """
      p.last_seq - p.seen
      - (select count(*) from chattr_message own
         where own.conversation = p.id and own.sender = p.user_id and own.seq > p.seen)
      - (select count(*) from chattr_message gone
         where gone.conversation = p.id and gone.deleted_seq > p.seen
           and gone.sender <> p.user_id)
      """;

  private static final String SEATS =
      """
      select c.id, c.last_seq, c.activity, m.user_id, m.visible_from_seq,
        greatest(m.read_up_to, m.visible_from_seq - 1) as seen
      from chattr_membership m
      join chattr_conversation c on c.id = m.conversation
      where m.user_id = :user and m.to_position = :open
      """;

  private static final String OVERVIEWS =
      "select p.id as of, p.activity, "
          + UNREAD
          + " as unread, "
          + MessageRow.COLUMNS
          + " from (%s) p left join chattr_message m"
          + " on m.conversation = p.id and m.seq = p.last_seq and m.seq >= p.visible_from_seq"
          + " order by p.activity desc";

  private static final String PAGE =
      OVERVIEWS.formatted(
          SEATS + " and c.activity < :before order by c.activity desc limit :limit");
  private static final String ONE =
      OVERVIEWS.formatted(SEATS + " and m.conversation = :conversation");
  private static final String UNREAD_OF_ONE =
      "select p.last_seq, "
          + UNREAD
          + " as unread from ("
          + SEATS
          + " and m.conversation = :conversation) p";

  /** An overview without its conversation. */
  private record Line(UUID conversation, long activity, long unread, Optional<Message> last) {
    static Line of(ResultSet row) throws SQLException {
      return new Line(
          row.getObject("of", UUID.class),
          row.getLong("activity"),
          row.getLong("unread"),
          row.getObject("id", UUID.class) == null
              ? Optional.empty()
              : Optional.of(MessageRow.read(row)));
    }
  }

  Page<Overview> page(Handle handle, UserId reader, PageRequest request) {
    List<Line> found =
        handle
            .createQuery(PAGE)
            .bind("user", reader.value())
            .bind("open", Interval.OPEN)
            .bind("before", PageCursor.OVERVIEWS.number(request).orElse(Long.MAX_VALUE))
            .bind("limit", request.limit() + 1)
            .map((row, context) -> Line.of(row))
            .list();
    Page<Line> page = PageCursor.OVERVIEWS.page(found, request, Line::activity);
    return new Page<>(with(handle, page.items()), page.nextCursor());
  }

  Optional<Overview> one(Handle handle, Seat seat) {
    List<Line> found =
        handle
            .createQuery(ONE)
            .bind("user", seat.user().value())
            .bind("open", Interval.OPEN)
            .bind("conversation", seat.conversation().value())
            .map((row, context) -> Line.of(row))
            .list();
    return with(handle, found).stream().findFirst();
  }

  Optional<Unread> unread(Handle handle, Seat seat) {
    return handle
        .createQuery(UNREAD_OF_ONE)
        .bind("user", seat.user().value())
        .bind("open", Interval.OPEN)
        .bind("conversation", seat.conversation().value())
        .map(
            (row, context) ->
                new Unread(seat.conversation(), row.getLong("unread"), row.getLong("last_seq")))
        .findOne();
  }

  private static List<Overview> with(Handle handle, List<Line> lines) {
    Map<ConversationId, Conversation> conversations =
        ConversationRow.load(handle, lines.stream().map(Line::conversation).toList());
    return lines.stream()
        .flatMap(
            line ->
                Optional.ofNullable(conversations.get(new ConversationId(line.conversation())))
                    .map(conversation -> new Overview(conversation, line.last(), line.unread()))
                    .stream())
        .toList();
  }
}
