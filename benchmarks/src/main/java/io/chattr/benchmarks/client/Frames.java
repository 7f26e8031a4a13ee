package io.chattr.benchmarks.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Frames of RFC 6455, whole ones only: neither our server nor this client splits a message. */
final class Frames {
  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final int LENGTH_IN_2 = 126;
  private static final int LENGTH_IN_8 = 127;
  private static final int MASK_BYTES = 4;
  private static final int MAX_HEAD = 14;

  private Frames() {}

  /** {@code payload} lies in the buffer that it was taken from. */
  record Frame(int opcode, ByteBuffer payload) {
    String text() {
      return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
    }
  }

  /** A client's frame, under a mask of zeros. */
  static ByteBuffer encode(int opcode, String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    var frame = ByteBuffer.allocate(payload.length + MAX_HEAD);
    frame.put((byte) (FIN | opcode));
    if (payload.length < LENGTH_IN_2) {
      frame.put((byte) (MASKED | payload.length));
    } else if (payload.length <= 0xFFFF) {
      frame.put((byte) (MASKED | LENGTH_IN_2)).putShort((short) payload.length);
    } else {
      frame.put((byte) (MASKED | LENGTH_IN_8)).putLong(payload.length);
    }
    return frame.put(new byte[MASK_BYTES]).put(payload).flip();
  }

  /** Takes a server's frame out of {@code in}; nothing, when it is not whole yet. */
  static @Nullable Frame decode(ByteBuffer in) {
    in.mark();
    if (in.remaining() < 2) {
      return null;
    }
    int opcode = in.get() & 0x0F;
    long length = in.get() & 0x7F;
    int more = length == LENGTH_IN_2 ? 2 : length == LENGTH_IN_8 ? 8 : 0;
    if (in.remaining() >= more) {
      if (more == 2) {
        length = in.getShort() & 0xFFFF;
      } else if (more == 8) {
        length = in.getLong();
      }
      if (in.remaining() >= length) {
        ByteBuffer payload = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return new Frame(opcode, payload);
      }
    }
    in.reset();
    return null;
  }
}
