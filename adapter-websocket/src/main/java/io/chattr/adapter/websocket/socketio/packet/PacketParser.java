package io.chattr.adapter.websocket.socketio.packet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.websocket.engineio.packet.MalformedPacket;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code <type>[<n>-][<nsp>,][<ack id>][json]} (protocol v5, "Packet encoding") from left to
 * right.
 *
 * <p>Packets that only a server sends are malformed here.
 */
final class PacketParser {
  /** Names with a meaning of their own in official clients and servers. */
  private static final Set<String> RESERVED =
      Set.of(
          "connect",
          "connect_error",
          "disconnect",
          "disconnecting",
          "newListener",
          "removeListener");

  /** Ids are JavaScript numbers, exact up to 2^53: fifteen digits. */
  private static final int MAX_DIGITS = 15;

  private final String text;
  private int position;
  private final char type;
  private final int attachments;
  private final String namespace;
  private final @Nullable Long ackId;

  PacketParser(String text, int maxAttachments) {
    this.text = text;
    type = text.isEmpty() ? '\0' : text.charAt(position++);
    attachments = isBinary() ? readAttachments(maxAttachments) : 0;
    namespace = readNamespace();
    ackId = type == '0' || type == '1' ? null : readNumber();
  }

  boolean isBinary() {
    return type == '5' || type == '6';
  }

  int attachments() {
    return attachments;
  }

  SocketIoPacket packet() {
    return switch (type) {
      case '0' -> new SocketIoPacket.Connect(namespace, authentication());
      case '1' -> disconnect();
      case '2', '5' -> event();
      case '3', '6' -> ack();
      default -> throw new MalformedPacket("unknown packet type");
    };
  }

  private int readAttachments(int max) {
    Long count = readNumber();
    if (count == null || position == text.length() || text.charAt(position++) != '-') {
      throw new MalformedPacket("illegal attachments");
    }
    if (count > max) {
      throw new MalformedPacket("too many attachments");
    }
    return count.intValue();
  }

  /** Its comma may be missing when nothing follows. */
  private String readNamespace() {
    if (position == text.length() || text.charAt(position) != '/') {
      return SocketIoPacket.MAIN_NAMESPACE;
    }
    int comma = text.indexOf(',', position);
    int end = comma < 0 ? text.length() : comma;
    String name = text.substring(position, end);
    position = comma < 0 ? end : end + 1;
    return name;
  }

  private @Nullable Long readNumber() {
    int start = position;
    while (position < text.length()
        && text.charAt(position) >= '0'
        && text.charAt(position) <= '9') {
      position++;
    }
    if (position - start > MAX_DIGITS) {
      throw new MalformedPacket("number too large");
    }
    return position == start ? null : Long.valueOf(text.substring(start, position));
  }

  private @Nullable JsonNode json() {
    return position == text.length() ? null : PacketJson.read(text.substring(position));
  }

  private ObjectNode authentication() {
    return switch (json()) {
      case null -> JsonNodeFactory.instance.objectNode();
      case ObjectNode object -> object;
      default -> throw new MalformedPacket("a connect payload is an object");
    };
  }

  private SocketIoPacket disconnect() {
    if (position != text.length()) {
      throw new MalformedPacket("a disconnect has no payload");
    }
    return new SocketIoPacket.Disconnect(namespace);
  }

  private SocketIoPacket event() {
    ArrayNode payload = array();
    JsonNode name = payload.path(0);
    if (!name.isNumber() && (!name.isTextual() || RESERVED.contains(name.textValue()))) {
      throw new MalformedPacket("an event begins with its name");
    }
    return new SocketIoPacket.Event(
        namespace, ackId, payload, PacketJson.repeatedField(text.substring(position)));
  }

  private SocketIoPacket ack() {
    if (ackId == null) {
      throw new MalformedPacket("an acknowledgement has an id");
    }
    return new SocketIoPacket.Ack(namespace, ackId, array());
  }

  private ArrayNode array() {
    if (json() instanceof ArrayNode array) {
      return array;
    }
    throw new MalformedPacket("a payload is an array");
  }
}
