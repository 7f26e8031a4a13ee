package io.chattr.adapter.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.socketio.packet.PacketEncoder;
import io.chattr.adapter.websocket.socketio.packet.SocketIoPacket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The answer that a client waits for: sent once, by any thread, when its event has taken effect.
 */
public final class Ack {
  private final SocketIoConnection connection;
  private final Membership membership;
  private final long id;
  private final AtomicBoolean sent = new AtomicBoolean();

  Ack(SocketIoConnection connection, Membership membership, long id) {
    this.connection = connection;
    this.membership = membership;
    this.id = id;
  }

  /** False when it was sent before or the socket is closed: then this does nothing. */
  public boolean send(JsonNode... args) {
    if (!sent.compareAndSet(false, true)) {
      return false;
    }
    var payload = JsonNodeFactory.instance.arrayNode(args.length);
    payload.addAll(List.copyOf(Arrays.asList(args)));
    List<Frame> frames =
        PacketEncoder.encode(new SocketIoPacket.Ack(membership.namespace(), id, payload));
    return connection.perform(membership, session -> session.emit(membership, frames));
  }
}
