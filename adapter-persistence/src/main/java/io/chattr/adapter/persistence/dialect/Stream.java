package io.chattr.adapter.persistence.dialect;

/** Where the events of a conversation lie. */
public enum Stream {
  MESSAGES("chattr_message", true),
  OTHERS("chattr_log", false);

  private final String table;
  private final boolean hidesEarlierSeqs;

  Stream(String table, boolean hidesEarlierSeqs) {
    this.table = table;
    this.hidesEarlierSeqs = hidesEarlierSeqs;
  }

  /**
   * Selects the positions of one slice, whose values are given as SQL. It orders by the whole
   * index, though one conversation is read: else H2 reads all of the slice to sort it.
   */
  String positions(String conversation, String after, String upTo, String fromSeq, String limit) {
    return """
    select position from %s
    where conversation = %s and position > %s and position <= %s%s
    order by conversation, position limit %s
    """
        .formatted(
            table,
            conversation,
            after,
            upTo,
            hidesEarlierSeqs ? " and seq >= " + fromSeq : "",
            limit);
  }
}
