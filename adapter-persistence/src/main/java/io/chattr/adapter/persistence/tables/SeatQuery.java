package io.chattr.adapter.persistence.tables;

import io.chattr.domain.conversation.Interval;
import io.chattr.domain.decision.Seat;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Queries about one present member. */
final class SeatQuery {
  private SeatQuery() {}

  /** Binds {@code conversation}, {@code user} and {@code open}. */
  static Query of(Handle handle, String sql, Seat seat) {
    return handle
        .createQuery(sql)
        .bind("conversation", seat.conversation().value())
        .bind("user", seat.user().value())
        .bind("open", Interval.OPEN);
  }
}
