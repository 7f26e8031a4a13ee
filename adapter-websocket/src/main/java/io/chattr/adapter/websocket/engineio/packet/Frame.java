package io.chattr.adapter.websocket.engineio.packet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One encoded packet, ready to be written.
 *
 * <p>Immutable, so that one frame may stand in the queues of many connections.
 */
public final class Frame {
  private final boolean binary;
  private final byte[] payload;

  private Frame(boolean binary, byte[] payload) {
    this.binary = binary;
    this.payload = payload;
  }

  public static Frame text(String packet) {
    return new Frame(false, packet.getBytes(StandardCharsets.UTF_8));
  }

  /** A binary message; {@code payload} is not copied and must not change any more. */
  public static Frame binary(byte[] payload) {
    return new Frame(true, payload);
  }

  /** A text message of {@code head} and {@code body}, the latter in UTF-8. */
  public static Frame message(String head, byte[] body) {
    byte[] start = ("4" + head).getBytes(StandardCharsets.UTF_8);
    byte[] payload = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, payload, start.length, body.length);
    return new Frame(false, payload);
  }

  public boolean isBinary() {
    return binary;
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
        && binary == frame.binary
        && Arrays.equals(payload, frame.payload);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(payload);
  }

  /** The packet as text; bytes as their number. */
  @Override
  public String toString() {
    return binary ? "<" + payload.length + " bytes>" : new String(payload, StandardCharsets.UTF_8);
  }
}
