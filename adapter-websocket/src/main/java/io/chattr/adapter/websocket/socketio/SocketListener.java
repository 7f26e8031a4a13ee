package io.chattr.adapter.websocket.socketio;

import io.chattr.adapter.websocket.engineio.CloseReason;

/**
 * Hears one client in one namespace.
 *
 * <p>Called on the handlers' executor, for each connection one call at a time and in order; may
 * block.
 */
public interface SocketListener {

  void onEvent(Event event);

  /**
   * Exactly once, and nothing after it; the answer to a client that is gone before it was let in.
   */
  void onClose(CloseReason reason);
}
