package io.chattr.adapter.websocket.engineio;

import io.chattr.adapter.websocket.engineio.packet.Packet;

/** What an input to an {@link EngineSession} means to the layer above. */
public sealed interface EngineEvent {

  record Received(Packet.Message message) implements EngineEvent {}

  /** The last event of a session. */
  record Closed(CloseReason reason) implements EngineEvent {}
}
