package io.chattr.adapter.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.packet.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from an input to a {@link SocketIoSession}; to be performed in order. */
sealed interface SocketIoAction {

  /** Frames of one packet, for the client. */
  record Send(List<Frame> frames) implements SocketIoAction {}

  /** The application decides whether the client may join. */
  record Ask(Membership membership, ObjectNode auth) implements SocketIoAction {}

  record Deliver(
      Membership membership,
      String name,
      List<JsonNode> args,
      @Nullable Long ackId,
      @Nullable String repeatedField)
      implements SocketIoAction {}

  record Answered(PendingAck ack, List<JsonNode> args) implements SocketIoAction {}

  record Unanswered(PendingAck ack, String problem) implements SocketIoAction {}

  /** The last action of a membership that was joined. */
  record Left(Membership membership, CloseReason reason) implements SocketIoAction {}

  /** The client broke the protocol: the connection ends. */
  record Abort(CloseReason reason) implements SocketIoAction {}
}
