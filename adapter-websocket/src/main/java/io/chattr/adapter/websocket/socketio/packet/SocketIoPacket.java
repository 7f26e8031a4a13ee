package io.chattr.adapter.websocket.socketio.packet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One Socket.IO packet (protocol v5, "Packet types").
 *
 * <p>Bytes stand in arguments as binary nodes; that they travel apart is the codec's business.
 */
public sealed interface SocketIoPacket {
  String MAIN_NAMESPACE = "/";

  String namespace();

  /**
   * {@code 0}: the client asks with what authenticates it; the server answers with the socket's id.
   */
  record Connect(String namespace, ObjectNode payload) implements SocketIoPacket {}

  /** {@code 1}: either side leaves the namespace. */
  record Disconnect(String namespace) implements SocketIoPacket {}

  /**
   * {@code 2}, {@code 5}: name and arguments; with an id when an acknowledgement is wanted.
   *
   * @param repeatedField which field some object of the payload names twice, of which the last
   *     stands
   */
  record Event(
      String namespace, @Nullable Long ackId, ArrayNode payload, @Nullable String repeatedField)
      implements SocketIoPacket {

    public Event(String namespace, @Nullable Long ackId, ArrayNode payload) {
      this(namespace, ackId, payload, null);
    }
  }

  /** {@code 3}, {@code 6}: the answer to the event of that id. */
  record Ack(String namespace, long ackId, ArrayNode payload) implements SocketIoPacket {}

  /** {@code 4}: the server refuses a {@link Connect}. */
  record ConnectError(String namespace, ObjectNode payload) implements SocketIoPacket {}
}
