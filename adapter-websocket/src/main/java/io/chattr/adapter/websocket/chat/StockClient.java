package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.socketio.ClientSocket;
import io.chattr.adapter.websocket.socketio.Event;
import io.chattr.adapter.websocket.socketio.SocketListener;
import io.chattr.application.port.Authenticator.Caller;

/** A client that speaks Socket.IO. */
final class StockClient implements Client, SocketListener {
  private final ClientSocket socket;
  private final ChatSocket chat;

  StockClient(ClientSocket socket, Caller caller, ChatSocket.Shared shared) {
    this.socket = socket;
    this.chat = new ChatSocket(this, caller, shared);
  }

  ChatSocket chat() {
    return chat;
  }

  @Override
  public boolean tell(Announcement event) {
    return socket.emit(event.socketIo());
  }

  @Override
  public void whenDrained(Runnable action) {
    socket.whenDrained(action);
  }

  @Override
  public void close(CloseReason reason) {
    socket.close(reason);
  }

  @Override
  public void onEvent(Event event) {
    Answer answer = chat.carryOut(event.name(), data(event), event.repeatedField());
    if (event.ack().isPresent()) {
      event.ack().get().send(answer.acknowledgement());
    } else if (answer instanceof Answer.Failed failed) {
      socket.emit("exception", failed.exception(ChatSocket.shown(event.name())));
    }
  }

  @Override
  public void onClose(CloseReason reason) {
    chat.onClose();
  }

  private static JsonNode data(Event event) {
    return event.args().isEmpty() ? JsonNodeFactory.instance.objectNode() : event.args().get(0);
  }
}
