package io.chattr.adapter.websocket.socketio;

/** Decides who may join a namespace. */
@FunctionalInterface
public interface NamespaceHandler {

  /**
   * A client asks to join. The answer may come later and from any thread; until then no event of
   * the client is taken, and after the connect timeout its connection is closed.
   *
   * <p>Called on the handlers' executor, in order with everything else of the connection.
   */
  void onConnect(ConnectRequest request);
}
