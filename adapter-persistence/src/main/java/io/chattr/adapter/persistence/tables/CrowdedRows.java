package io.chattr.adapter.persistence.tables;

import io.chattr.domain.conversation.Interval;
import io.chattr.domain.decision.Progress;

/** Which conversations have a crowd in them, as part of other queries. */
final class CrowdedRows {
  private CrowdedRows() {}

  /**
   * SQL: whether there is one member more than make no crowd yet. Looks for that one, and counts no
   * further.
   */
  static String of(String conversation) {
    return """
    (select o.user_id from chattr_membership o
     where o.conversation = %s and o.to_position = %d
     limit 1 offset %d) is not null
    """
        .formatted(conversation, Interval.OPEN, Progress.CROWD);
  }
}
