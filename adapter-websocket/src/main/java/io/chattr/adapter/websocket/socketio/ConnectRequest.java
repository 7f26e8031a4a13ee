package io.chattr.adapter.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.request.Peer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A client that asks to join a namespace. It is answered once, by any thread. */
public final class ConnectRequest {
  private final ClientSocket socket;
  private final ObjectNode auth;

  ConnectRequest(ClientSocket socket, ObjectNode auth) {
    this.socket = socket;
    this.auth = auth;
  }

  public String namespace() {
    return socket.namespace();
  }

  /** The id that the client will have when it is let in; others may see it. */
  public String sid() {
    return socket.sid();
  }

  public Peer peer() {
    return socket.peer();
  }

  /** What the client sent to authenticate; empty when it sent nothing. */
  public ObjectNode auth() {
    return auth;
  }

  /** Whether anyone still waits for the answer. */
  public boolean isOpen() {
    return socket.isConnecting();
  }

  /**
   * Lets the client in, with {@code extra} beside its {@code sid} in the answer.
   *
   * <p>{@code listener} is asked first, so that it can keep the socket, which takes events once
   * this has returned: they follow the answer. When the client has gone meanwhile, the listener
   * hears of its close and of nothing else.
   */
  public ClientSocket accept(ObjectNode extra, Function<ClientSocket, SocketListener> listener) {
    socket.accept(extra, listener.apply(socket));
    return socket;
  }

  /**
   * Turns the client away; its connection stays. The stock client shows this as {@code
   * connect_error} and does not try again by itself: {@code data} should tell it, in words for
   * machines, what to do.
   */
  public void refuse(String message, @Nullable JsonNode data) {
    socket.refuse(message, data);
  }

  /**
   * Closes the connection, for a server that cannot decide now or failed after it did. The stock
   * client connects again by itself, as it does not after a refusal.
   */
  public void close(CloseReason reason) {
    socket.giveUp(reason);
  }
}
