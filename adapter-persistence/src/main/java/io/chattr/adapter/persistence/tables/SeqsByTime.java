package io.chattr.adapter.persistence.tables;

import io.chattr.domain.identity.ConversationId;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;

/**
 * Finds places in a conversation by time. Times never fall as seqs rise, so the index on seqs is
 * enough, and messages pay for none on times: a million of them take four small queries.
 */
final class SeqsByTime {
  private static final int PROBES = 32;

  private final Handle handle;
  private final ConversationId conversation;

  SeqsByTime(Handle handle, ConversationId conversation) {
    this.handle = handle;
    this.conversation = conversation;
  }

  /** The first seq whose message is not before {@code time}; one more than the last if none is. */
  long first(Instant time) {
    long millis = Tables.millisFrom(time);
    // Up to low all are before the time; from high on none is.
    long low = 0;
    long high = lastSeq() + 1;
    while (high - low > 1) {
      List<Long> probes = between(low, high);
      long reached = lastBefore(millis, probes, low);
      long end = high;
      high = probes.stream().filter(seq -> seq > reached).findFirst().orElse(end);
      low = reached;
    }
    return high;
  }

  private static List<Long> between(long low, long high) {
    long step = Math.max(1, (high - low) / (PROBES + 1));
    return LongStream.rangeClosed(1, PROBES)
        .map(probe -> low + probe * step)
        .filter(seq -> seq < high)
        .boxed()
        .toList();
  }

  // Not a join: for one, PostgreSQL may read all of a conversation that it takes for small.
  private long lastBefore(long millis, List<Long> seqs, long otherwise) {
    return handle
        .createQuery(
            """
            select coalesce(max(s.seq), :otherwise)
            from unnest(cast(:seqs as bigint array)) as s (seq)
            where (select m.created_at from chattr_message m
              where m.conversation = :id and m.seq = s.seq) < :time
            """)
        .bind("id", conversation.value())
        .bindArray("seqs", Long.class, seqs)
        .bind("time", millis)
        .bind("otherwise", otherwise)
        .mapTo(Long.class)
        .one();
  }

  private long lastSeq() {
    return handle
        .createQuery("select last_seq from chattr_conversation where id = :id")
        .bind("id", conversation.value())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }
}
