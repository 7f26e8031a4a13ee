package io.chattr.adapter.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.socketio.packet.PacketEncoder;
import io.chattr.adapter.websocket.socketio.packet.SocketIoPacket;
import java.util.Collection;
import java.util.List;

/** An event encoded once, for any number of recipients of one namespace. Immutable. */
public final class EncodedEvent {
  private final String namespace;
  private final List<Frame> frames;

  private EncodedEvent(String namespace, List<Frame> frames) {
    this.namespace = namespace;
    this.frames = frames;
  }

  /**
   * {@code args} become arguments after the name; binary nodes among them become attachments. JSON
   * that is text already goes in as a {@link JsonNodeFactory#rawValueNode raw value}.
   */
  public static EncodedEvent of(
      String namespace, String name, Collection<? extends JsonNode> args) {
    var packet = new SocketIoPacket.Event(namespace, null, payload(name, args));
    return new EncodedEvent(namespace, PacketEncoder.encode(packet));
  }

  /**
   * Several events, of one namespace, that reach a client whole and in this order, or not at all.
   */
  public static EncodedEvent together(List<EncodedEvent> events) {
    if (events.size() == 1) {
      return events.get(0);
    }
    return new EncodedEvent(
        events.get(0).namespace(),
        events.stream().flatMap(event -> event.frames().stream()).toList());
  }

  static ArrayNode payload(String name, Collection<? extends JsonNode> args) {
    ArrayNode payload = JsonNodeFactory.instance.arrayNode(args.size() + 1);
    return payload.add(name).addAll(args);
  }

  public String namespace() {
    return namespace;
  }

  /** In bytes, attachments included. */
  public int size() {
    return frames.stream().mapToInt(Frame::size).sum();
  }

  List<Frame> frames() {
    return frames;
  }
}
