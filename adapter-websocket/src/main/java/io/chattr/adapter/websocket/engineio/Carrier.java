package io.chattr.adapter.websocket.engineio;

import io.chattr.adapter.websocket.engineio.request.TransportKind;
import java.util.function.Function;

/** What carries a session at present. Called in turns of its connection, {@link #wake} aside. */
sealed interface Carrier permits WebSocketLink, PollingLink {

  TransportKind kind();

  /** A WebSocket that {@code carrier} makes asks to take over. */
  void probe(Function<WebSocketLink, Transport> carrier);

  /** The turn ends: the time to do what it made possible. */
  default void settle() {}

  /** The turn is over and the connection no longer locked: there may be something to write. */
  default void wake() {}

  /** When {@link #tick} is due next. */
  default long deadline() {
    return Ticker.NEVER;
  }

  /** The time may have come that {@link #deadline} named. */
  default void tick() {}
}
