package io.chattr.adapter.persistence.tables;

import io.chattr.domain.identity.ConversationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;

/**
 * Finds places by time: seqs of a conversation, or positions of the log. Times never fall as either
 * rises, so their indexes are enough, and messages pay for none on times: a million of them take
 * five small queries.
 *
 * @param last selects the last place
 * @param next selects the time of the first message that is not before {@code s.place}
 */
record PlacesByTime(Handle handle, Map<String, ?> bindings, String last, String next) {
  private static final int PROBES = 16;

  /** The seqs of one conversation. */
  static PlacesByTime in(Handle handle, ConversationId conversation) {
    return new PlacesByTime(
        handle,
        Map.of("id", conversation.value()),
        "select last_seq from chattr_conversation where id = :id",
        """
        select m.created_at from chattr_message m
        where m.conversation = :id and m.seq >= s.place
        order by m.conversation, m.seq limit 1
        """);
  }

  /** The positions of all messages. */
  static PlacesByTime inLog(Handle handle) {
    return new PlacesByTime(
        handle,
        Map.of(),
        "select position from chattr_head where id = 1",
        """
        select m.created_at from chattr_message m
        where m.position >= s.place order by m.position limit 1
        """);
  }

  /**
   * The first place that has no message from before {@code time} behind it or at it; one more than
   * the last if there is none.
   */
  long first(Instant time) {
    long millis = Tables.millisFrom(time);
    // Up to low all are before the time; from high on none is.
    long low = 0;
    long high = lastPlace() + 1;
    while (high - low > 1) {
      List<Long> probes = between(low, high);
      long reached = lastBefore(millis, probes, low);
      long end = high;
      high = probes.stream().filter(place -> place > reached).findFirst().orElse(end);
      low = reached;
    }
    return high;
  }

  private static List<Long> between(long low, long high) {
    long step = Math.max(1, (high - low) / (PROBES + 1));
    return LongStream.rangeClosed(1, PROBES)
        .map(probe -> low + probe * step)
        .filter(place -> place < high)
        .boxed()
        .toList();
  }

  private long lastBefore(long millis, List<Long> places, long otherwise) {
    return handle
        .createQuery(
            """
            select coalesce(max(p.place), :otherwise)
            from (
              select s.place, (%s) as created_at
              from unnest(cast(:places as bigint array)) as s (place)) p
            where p.created_at < :time
            """
                .formatted(next))
        .bindMap(bindings)
        .bindArray("places", Long.class, places)
        .bind("time", millis)
        .bind("otherwise", otherwise)
        .mapTo(Long.class)
        .one();
  }

  private long lastPlace() {
    return handle.createQuery(last).bindMap(bindings).mapTo(Long.class).findOne().orElse(0L);
  }
}
