package io.chattr.adapter.websocket.engineio.packet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The body of a polling request: packets with a record separator between them, bytes in Base64
 * (protocol v4, "HTTP long-polling framing"). What has come in is taken packet by packet, so that a
 * reader may pause.
 */
public final class Payload {
  private static final byte SEPARATOR = 0x1e;
  private static final byte BINARY = 'b';

  private final byte[] body;
  private int position;

  /** {@code body} is not copied; whatever it is labelled as, it is read as UTF-8. */
  public Payload(byte[] body) {
    this.body = body;
  }

  /** What {@code frames} look like in an answer. */
  public static byte[] encode(List<Frame> frames) {
    var body = new ByteArrayOutputStream(encodedSize(frames));
    for (Frame frame : frames) {
      if (body.size() > 0) {
        body.write(SEPARATOR);
      }
      byte[] bytes = bytes(frame.payload());
      if (frame.isBinary()) {
        body.write(BINARY);
        bytes = Base64.getEncoder().encode(bytes);
      }
      body.writeBytes(bytes);
    }
    return body.toByteArray();
  }

  private static int encodedSize(List<Frame> frames) {
    int size = 0;
    for (Frame frame : frames) {
      // Four characters for three bytes, the type and a separator.
      size += (frame.isBinary() ? (frame.size() + 2) / 3 * 4 : frame.size()) + 2;
    }
    return size;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /** An empty body has one packet, an empty one, which is malformed. */
  public boolean hasNext() {
    return position <= body.length;
  }

  /** The next packet; after a {@link MalformedPacket} there is none. */
  public Packet next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int start = position;
    int end = start;
    while (end < body.length && body[end] != SEPARATOR) {
      end++;
    }
    position = body.length + 1;
    Packet packet = decode(start, end);
    position = end + 1;
    return packet;
  }

  private Packet decode(int start, int end) {
    if (start < end && body[start] == BINARY) {
      try {
        return new Packet.Binary(Base64.getDecoder().decode(withoutLines(start + 1, end)));
      } catch (IllegalArgumentException malformed) {
        throw new MalformedPacket("malformed Base64");
      }
    }
    return PacketCodec.decode(new String(body, start, end - start, StandardCharsets.UTF_8));
  }

  /** The Java client breaks its Base64 into lines, and ends the last one, too. */
  private byte[] withoutLines(int start, int end) {
    byte[] characters = new byte[end - start];
    int count = 0;
    for (int i = start; i < end; i++) {
      if (body[i] != '\n' && body[i] != '\r') {
        characters[count++] = body[i];
      }
    }
    return Arrays.copyOf(characters, count);
  }
}
