package io.chattr.adapter.websocket.engineio.packet;

/** Counts bytes of text without encoding it. */
public final class Utf8 {
  private static final int MOST_BYTES_PER_CHAR = 3;

  private Utf8() {}

  public static boolean exceeds(String text, int maxBytes) {
    return text.length() > maxBytes / MOST_BYTES_PER_CHAR && length(text) > maxBytes;
  }

  /** A lone surrogate counts as the replacement that an encoder would write. */
  public static long length(String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit >= 0x800) {
        // The two units of a pair make four bytes, two each.
        bytes += Character.isSurrogate(unit) ? 1 : 2;
      } else if (unit >= 0x80) {
        bytes++;
      }
    }
    return bytes;
  }
}
