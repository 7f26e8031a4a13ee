package io.chattr.adapter.websocket.engineio;

/** What carries a session at present. */
sealed interface Carrier permits WebSocketLink {

  /** The turn is over and the connection no longer locked: there may be something to do. */
  void wake();
}
