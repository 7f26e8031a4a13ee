package io.chattr.benchmarks.rivals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What clients say and hear; the same on either server. */
final class Messages {
  // 64 bytes.
  private static final String TEXT =
      "The quick brown fox jumps over the lazy dog, and then sits down.";
  static final String NEW_MESSAGE = "42[\"message:new\",";
  private static final byte[] NEW = ascii(NEW_MESSAGE);
  private static final byte[] ACKNOWLEDGEMENT = ascii("43");
  private static final String ACKNOWLEDGED = "[{\"ok\":true";
  private static final String NUMBER = "\"clientMessageId\":\"";

  private Messages() {}

  /** Message {@code number} to a group, to be acknowledged under that number. */
  static String post(String group, long number) {
    return "42" + number + command(group, number);
  }

  /** The same, and nobody wants to hear of it. */
  static String postUnacknowledged(String group, long number) {
    return "42" + command(group, number);
  }

  private static String command(String group, long number) {
    return "[\"send_message\",{\"conversationId\":\""
        + group
        + "\",\"content\":\""
        + TEXT
        + "\",\"clientMessageId\":\""
        + number
        + "\"}]";
  }

  static boolean isNew(ByteBuffer packet) {
    return startsWith(packet, NEW);
  }

  /** Fails for the answer to a message that was refused. */
  static boolean isAcknowledgement(ByteBuffer packet) {
    if (!startsWith(packet, ACKNOWLEDGEMENT)) {
      return false;
    }
    String text = text(packet);
    if (!text.startsWith(ACKNOWLEDGED, text.indexOf('['))) {
      throw new IllegalStateException("Refused: " + text);
    }
    return true;
  }

  /** Which message it is. */
  static long number(String packet) {
    int from = packet.indexOf(NUMBER) + NUMBER.length();
    return Long.parseLong(packet, from, packet.indexOf('"', from), 10);
  }

  /** The cursor behind a message: its last argument, where the server gives one. */
  static String offset(String packet) {
    int end = packet.lastIndexOf('"');
    return packet.endsWith("\"]")
        ? packet.substring(packet.lastIndexOf('"', end - 1) + 1, end)
        : "";
  }

  static String text(ByteBuffer packet) {
    return StandardCharsets.UTF_8.decode(packet.duplicate()).toString();
  }

  private static boolean startsWith(ByteBuffer packet, byte[] start) {
    return packet.remaining() >= start.length
        && packet.slice(packet.position(), start.length).equals(ByteBuffer.wrap(start));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
