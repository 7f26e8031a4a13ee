package io.chattr.adapter.rest.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-encoded UTF-8 (RFC 3986 §2.1), strictly: what is not in this form is not guessed at. */
final class PercentEncoding {
  private PercentEncoding() {}

  /** A segment of a path. */
  static Optional<String> decode(String encoded) {
    byte[] bytes = new byte[encoded.length()];
    int length = 0;
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        int high = digit(encoded, i + 1);
        int low = digit(encoded, i + 2);
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        bytes[length++] = (byte) (high << 4 | low);
        i += 2;
      } else if (c < 0x80) {
        bytes[length++] = (byte) c;
      } else {
        return Optional.empty();
      }
    }
    try {
      var utf8 = StandardCharsets.UTF_8.newDecoder();
      return Optional.of(utf8.decode(ByteBuffer.wrap(bytes, 0, length)).toString());
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  /** A name or value of a query, in which a plus sign is a space. */
  static Optional<String> decodeForm(String encoded) {
    return decode(encoded.replace('+', ' '));
  }

  private static int digit(String text, int index) {
    return index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
  }
}
