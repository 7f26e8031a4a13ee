package io.chattr.adapter.websocket.engineio.packet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One encoded packet, or a ping of WebSocket itself, ready to be written.
 *
 * <p>Immutable, so that one frame may stand in the queues of many connections.
 */
public final class Frame {
  private enum Kind {
    TEXT,
    BINARY,
    PING
  }

  private static final Frame PING = new Frame(Kind.PING, new byte[0]);

  private final Kind kind;
  private final byte[] payload;

  private Frame(Kind kind, byte[] payload) {
    this.kind = kind;
    this.payload = payload;
  }

  public static Frame text(String packet) {
    return text(packet.getBytes(StandardCharsets.UTF_8));
  }

  /** In UTF-8; {@code packet} is not copied and must not change any more. */
  public static Frame text(byte[] packet) {
    return new Frame(Kind.TEXT, packet);
  }

  /** A ping of WebSocket itself (RFC 6455 §5.5.2), which any client answers by itself. */
  public static Frame ping() {
    return PING;
  }

  /** A binary message; {@code payload} is not copied and must not change any more. */
  public static Frame binary(byte[] payload) {
    return new Frame(Kind.BINARY, payload);
  }

  /** A text message of {@code head} and {@code body}, the latter in UTF-8. */
  public static Frame message(String head, byte[] body) {
    byte[] start = ("4" + head).getBytes(StandardCharsets.UTF_8);
    byte[] payload = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, payload, start.length, body.length);
    return new Frame(Kind.TEXT, payload);
  }

  public boolean isBinary() {
    return kind == Kind.BINARY;
  }

  public boolean isPing() {
    return kind == Kind.PING;
  }

  /** In bytes. */
  public int size() {
    return payload.length;
  }

  /**
   * A view of its own for each caller: the packet with its type as UTF-8, or the bare binary
   * message.
   */
  public ByteBuffer payload() {
    return ByteBuffer.wrap(payload).asReadOnlyBuffer();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Frame frame
        && kind == frame.kind
        && Arrays.equals(payload, frame.payload);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(payload);
  }

  /** The packet as text; bytes as their number. */
  @Override
  public String toString() {
    return switch (kind) {
      case TEXT -> new String(payload, StandardCharsets.UTF_8);
      case BINARY -> "<" + payload.length + " bytes>";
      case PING -> "<ping>";
    };
  }
}
