package io.chattr.adapter.persistence.tables;

import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationSettings;
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
  // less the reader's own, less what others deleted, less what the reader deleted for themselves.
  private static final String UNREAD =
      """
      p.last_seq - p.seen
      - (select count(*) from chattr_message own
         where own.conversation = p.id and own.sender = p.user_id and own.seq > p.seen)
      - (select count(*) from chattr_message gone
         where gone.conversation = p.id and gone.deleted_seq > p.seen
           and gone.sender <> p.user_id)
      - (select count(*) from chattr_hidden h
         join chattr_message x on x.conversation = h.conversation and x.seq = h.seq
         where h.user_id = p.user_id and h.conversation = p.id and h.seq > p.seen
           and x.sender <> p.user_id and x.deleted_at is null)
      """;

  private static final String SEATS =
      """
      select c.id, c.last_seq, c.activity, m.user_id,
        greatest(m.read_up_to, m.visible_from_seq - 1) as seen %s
      from chattr_membership m
      join chattr_conversation c on c.id = m.conversation
      where m.user_id = :user and m.to_position = :open
      """;

  private static final String WITH_SETTINGS_AND_LAST_MESSAGE =
      """
      , m.muted, m.archived, m.pinned as kept, m.hidden_up_to,
      (select v.seq from chattr_message v
       where v.conversation = m.conversation and v.seq >= m.visible_from_seq and %s
       order by v.conversation desc, v.seq desc limit 1) as shown
      """
          .formatted(HiddenRows.spare("v", ":user"));

  private static final String OVERVIEWS =
      "select p.id as of, p.activity, p.muted, p.archived, p.kept, p.hidden_up_to, "
          + UNREAD
          + " as unread, "
          + MessageRow.COLUMNS
          + " from ("
          + SEATS.formatted(WITH_SETTINGS_AND_LAST_MESSAGE)
          + " %s) p left join chattr_message m on m.conversation = p.id and m.seq = p.shown"
          + " order by p.activity desc";

  private static final String PAGE =
      OVERVIEWS.formatted(
          "and c.activity < :before and c.last_seq > m.hidden_up_to"
              + " order by c.activity desc limit :limit");

  private static final String ONE = OVERVIEWS.formatted("and m.conversation = :conversation");

  private static final String UNREAD_OF_ONE =
      "select p.last_seq, "
          + UNREAD
          + " as unread from ("
          + SEATS.formatted("")
          + " and m.conversation = :conversation) p";

  /** An overview without its conversation. */
  private record Line(
      UUID conversation,
      long activity,
      long unread,
      ConversationSettings settings,
      Optional<Message> last) {
    static Line of(ResultSet row) throws SQLException {
      return new Line(
          row.getObject("of", UUID.class),
          row.getLong("activity"),
          row.getLong("unread"),
          MemberRow.settings(row, "kept"),
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
    List<Line> found = SeatQuery.of(handle, ONE, seat).map((row, context) -> Line.of(row)).list();
    return with(handle, found).stream().findFirst();
  }

  Optional<Unread> unread(Handle handle, Seat seat) {
    return SeatQuery.of(handle, UNREAD_OF_ONE, seat)
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
                    .map(
                        conversation ->
                            new Overview(conversation, line.last(), line.unread(), line.settings()))
                    .stream())
        .toList();
  }
}
