package io.chattr.adapter.websocket.engineio;

import io.chattr.adapter.websocket.engineio.packet.Packet;

/**
 * The layer above one connection.
 *
 * <p>Its methods are called one at a time, on whatever thread caused them, I/O threads among them,
 * and must not block; only {@link #afterTurn} may be called by several threads at once.
 */
public interface EngineListener {

  void onMessage(Packet.Message message);

  /** Exactly once; no message, tick or drain comes after it. */
  void onClose(CloseReason reason);

  /** The backlog has fallen to a quarter of its bounds. */
  default void onDrained() {}

  /** When {@link #onTick} is due next, by the connection's timer; asked after every turn. */
  default long deadline() {
    return Ticker.NEVER;
  }

  default void onTick() {}

  /**
   * A turn is over and the connection no longer locked: the place to hand work to other threads.
   */
  default void afterTurn() {}
}
