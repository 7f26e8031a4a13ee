package io.chattr.adapter.websocket.socketio.packet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.chattr.adapter.websocket.engineio.packet.MalformedPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads packets from messages and puts those with attachments together.
 *
 * <p>Holds at most one unfinished packet, within both bounds.
 */
public final class PacketDecoder {
  private final int maxAttachments;
  private final int maxAttachedBytes;

  private @Nullable SocketIoPacket unfinished;
  private List<byte[]> attachments = List.of();
  private int missing;
  private long attachedBytes;

  /** {@code maxAttachedBytes} is the sum over one packet. */
  public PacketDecoder(int maxAttachments, int maxAttachedBytes) {
    this.maxAttachments = maxAttachments;
    this.maxAttachedBytes = maxAttachedBytes;
  }

  /** The packet that {@code text} is, unless its attachments are still to come. */
  public Optional<SocketIoPacket> take(String text) {
    if (unfinished != null) {
      throw new MalformedPacket("text among attachments");
    }
    var parser = new PacketParser(text, maxAttachments);
    SocketIoPacket packet = parser.packet();
    if (!parser.isBinary()) {
      return Optional.of(packet);
    }
    unfinished = packet;
    missing = parser.attachments();
    attachments = new ArrayList<>(missing);
    return finish();
  }

  /** The packet that these bytes complete, if they do; they are not copied. */
  public Optional<SocketIoPacket> take(byte[] bytes) {
    if (unfinished == null) {
      throw new MalformedPacket("bytes that belong to no packet");
    }
    attachedBytes += bytes.length;
    if (attachedBytes > maxAttachedBytes) {
      throw new MalformedPacket("attachments too large");
    }
    attachments.add(bytes);
    missing--;
    return finish();
  }

  private Optional<SocketIoPacket> finish() {
    if (missing > 0 || unfinished == null) {
      return Optional.empty();
    }
    SocketIoPacket packet = unfinished;
    List<byte[]> bytes = attachments;
    clear();
    Attachments.putInto(payload(packet), bytes);
    return Optional.of(packet);
  }

  private static ArrayNode payload(SocketIoPacket packet) {
    return switch (packet) {
      case SocketIoPacket.Event event -> event.payload();
      case SocketIoPacket.Ack ack -> ack.payload();
      default ->
          throw new IllegalStateException("only events and acknowledgements have attachments");
    };
  }

  /** Bytes of attachments that wait for others. */
  public long heldBytes() {
    return attachedBytes;
  }

  /** Lets go of an unfinished packet. */
  public void clear() {
    unfinished = null;
    attachments = List.of();
    missing = 0;
    attachedBytes = 0;
  }
}
