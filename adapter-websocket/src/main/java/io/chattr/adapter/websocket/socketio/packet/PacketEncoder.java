package io.chattr.adapter.websocket.socketio.packet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.chattr.adapter.websocket.engineio.packet.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes packets: a text frame, then one binary frame for each attachment. */
public final class PacketEncoder {
  private static final byte[] NOTHING = {};

  private PacketEncoder() {}

  public static List<Frame> encode(SocketIoPacket packet) {
    String namespace = packet.namespace();
    return switch (packet) {
      case SocketIoPacket.Connect connect ->
          List.of(Frame.message("0" + prefix(namespace), PacketJson.write(connect.payload())));
      case SocketIoPacket.Disconnect disconnect ->
          List.of(Frame.message("1" + prefix(namespace), NOTHING));
      case SocketIoPacket.Event event ->
          encode('2', '5', namespace, event.ackId(), event.payload());
      case SocketIoPacket.Ack ack -> encode('3', '6', namespace, ack.ackId(), ack.payload());
      case SocketIoPacket.ConnectError error ->
          List.of(Frame.message("4" + prefix(namespace), PacketJson.write(error.payload())));
    };
  }

  private static List<Frame> encode(
      char type, char binaryType, String namespace, @Nullable Long ackId, ArrayNode payload) {
    String head = prefix(namespace) + (ackId == null ? "" : ackId);
    if (!Attachments.areIn(payload)) {
      return List.of(Frame.message(type + head, PacketJson.write(payload)));
    }
    var attachments = new ArrayList<byte[]>();
    byte[] json = PacketJson.write(Attachments.takeFrom(payload, attachments));
    var frames = new ArrayList<Frame>(attachments.size() + 1);
    frames.add(Frame.message(binaryType + Integer.toString(attachments.size()) + "-" + head, json));
    attachments.forEach(bytes -> frames.add(Frame.binary(bytes)));
    return List.copyOf(frames);
  }

  private static String prefix(String namespace) {
    return namespace.equals(SocketIoPacket.MAIN_NAMESPACE) ? "" : namespace + ",";
  }
}
