package io.chattr.adapter.persistence.dialect;

import java.util.Map;

/** Where the events of a conversation lie. */
public enum Stream implements SliceQuery {
  MESSAGES("chattr_message", "seq >= %s"),
  // Of the others, those that show a message have its seq.
  OTHERS("chattr_log", "(seq is null or seq >= %s or kind = 'STATUS_MOVED')");

  private final String table;
  private final String isVisible;

  Stream(String table, String isVisible) {
    this.table = table;
    this.isVisible = isVisible;
  }

  /**
   * Orders by the whole index, though one conversation is read: else H2 reads all of the slice to
   * sort it.
   */
  @Override
  public String positions(
      String conversation, String after, String upTo, String fromSeq, String limit) {
    return """
    select position from %s
    where conversation = %s and position > %s and position <= %s and %s
    order by conversation, position limit %s
    """
        .formatted(table, conversation, after, upTo, isVisible.formatted(fromSeq), limit);
  }

  @Override
  public Map<String, ?> bindings() {
    return Map.of();
  }

  @Override
  public boolean isNewestFirst() {
    return false;
  }
}
