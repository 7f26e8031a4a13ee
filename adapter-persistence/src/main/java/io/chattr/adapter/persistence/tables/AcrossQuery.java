package io.chattr.adapter.persistence.tables;

import io.chattr.adapter.persistence.dialect.Dialect;
import io.chattr.adapter.persistence.dialect.Slice;
import io.chattr.adapter.persistence.dialect.SliceQuery;
import io.chattr.application.port.Messages.Filter;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Messages of all of a reader's conversations, the newest first. A page of them lies in as many
 * conversations at most, those whose newest messages are the newest: these are found first, by one
 * look into each, and then at most a page of each is read.
 */
final class AcrossQuery {
  private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");
  private static final String LAST_SEQ =
      """
      coalesce((
        select p.seq from chattr_message p
        where p.conversation = m.conversation and p.position < %s
        order by p.conversation desc, p.position desc limit 1), 0)
      """;

  private final Dialect dialect;

  AcrossQuery(Dialect dialect) {
    this.dialect = dialect;
  }

  /** The matching seqs of one conversation as a slice: after one, up to another. */
  private record Newest(boolean ofOneSender, Map<String, Object> bindings) implements SliceQuery {

    @Override
    public String positions(
        String conversation, String after, String upTo, String fromSeq, String limit) {
      return """
      select p.position from chattr_message p
      where p.conversation = %s and p.seq > %s and p.seq <= %s %s and %s
      order by p.conversation desc, %s p.seq desc limit %s
      """
          .formatted(
              conversation,
              after,
              upTo,
              ofOneSender ? "and p.sender = :sender" : "",
              HiddenRows.spare("p", ":reader"),
              ofOneSender ? "p.sender desc," : "",
              limit);
    }

    @Override
    public boolean isNewestFirst() {
      return true;
    }
  }

  Page<Message> run(Handle handle, UserId reader, Filter filter, PageRequest page) {
    var times = PlacesByTime.inLog(handle);
    // The ends of time, which stand for "no bound", cost no search.
    long from = filter.from().isAfter(Instant.EPOCH) ? times.first(filter.from()) : 0;
    long to = filter.to().isBefore(END_OF_TIME) ? times.first(filter.to()) : Long.MAX_VALUE;
    long before = Math.min(to, PageCursor.MESSAGES.number(page).orElse(Long.MAX_VALUE));
    int limit = page.limit() + 1;

    var bindings = new HashMap<String, Object>(Map.of("reader", reader.value()));
    filter.sender().ifPresent(sender -> bindings.put("sender", sender.value()));
    var newest = new Newest(filter.sender().isPresent(), bindings);
    List<Slice> slices = slices(handle, newest, filter, from, before, limit);
    List<Long> positions =
        slices.isEmpty() ? List.of() : dialect.positions(handle, newest, slices, limit);
    return PlacedMessage.page(PageCursor.MESSAGES, at(handle, positions), page);
  }

  private static List<Slice> slices(
      Handle handle, Newest newest, Filter filter, long from, long before, int limit) {
    Optional<UUID> only = filter.conversation().map(id -> id.value());
    String sql =
        """
        select n.conversation, n.after, n.up_to
        from (
          select b.conversation, b.after, b.up_to, (%s) as newest
          from (
            select m.conversation, greatest(m.visible_from_seq - 1, %s) as after, %s as up_to
            from chattr_membership m
            join chattr_conversation c on c.id = m.conversation
            where m.user_id = :reader and m.to_position = :open %s) b) n
        where n.newest is not null
        order by n.newest desc limit :limit
        """
            .formatted(
                newest.positions("b.conversation", "b.after", "b.up_to", "0", "1"),
                from > 0 ? LAST_SEQ.formatted(":from") : "0",
                before < Long.MAX_VALUE ? LAST_SEQ.formatted(":before") : "c.last_seq",
                only.isPresent() ? "and m.conversation = :only" : "");
    var query =
        handle
            .createQuery(sql)
            .bindMap(newest.bindings())
            .bind("open", Interval.OPEN)
            .bind("limit", limit);
    only.ifPresent(id -> query.bind("only", id));
    if (from > 0) {
      query.bind("from", from);
    }
    if (before < Long.MAX_VALUE) {
      query.bind("before", before);
    }
    return query
        .map(
            (row, context) ->
                new Slice(
                    row.getObject("conversation", UUID.class),
                    row.getLong("after"),
                    row.getLong("up_to"),
                    0))
        .list();
  }

  private static List<PlacedMessage> at(Handle handle, List<Long> positions) {
    return positions.isEmpty()
        ? List.of()
        : handle
            .createQuery(
                "select "
                    + MessageRow.COLUMNS
                    + " from chattr_message m where m.position = any(:positions)")
            .bindArray("positions", Long.class, positions)
            .map(PlacedMessage::map)
            .stream()
            .sorted(Comparator.comparingLong(PlacedMessage::position).reversed())
            .toList();
  }
}
