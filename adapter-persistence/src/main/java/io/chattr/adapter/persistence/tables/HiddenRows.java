package io.chattr.adapter.persistence.tables;

/** Which messages somebody deleted for themselves, as part of other queries. */
final class HiddenRows {
  private HiddenRows() {}

  /** SQL: whether {@code reader} did not hide the message in a row called {@code message}. */
  static String spare(String message, String reader) {
    return """
    not exists (
      select 1 from chattr_hidden z
      where z.user_id = %2$s and z.conversation = %1$s.conversation and z.seq = %1$s.seq)
    """
        .formatted(message, reader);
  }
}
