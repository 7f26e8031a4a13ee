package io.chattr.adapter.websocket.engineio.packet;

/** One Engine.IO packet (protocol v4, "Protocol": the packet types). */
public sealed interface Packet {

  /** {@code 0}: the session is open; only the server says it. */
  record Open(String handshake) implements Packet {}

  /** {@code 1}: the sender wants the transport closed. */
  record Close() implements Packet {}

  /** {@code 2}: only the server asks, except for {@code 2probe} during an upgrade. */
  record Ping(String data) implements Packet {}

  /** {@code 3}: the answer to a ping, with the same data. */
  record Pong(String data) implements Packet {}

  /** {@code 5}: the client moves to the transport that it probed. */
  record Upgrade() implements Packet {}

  /** {@code 6}: releases a pending poll. */
  record Noop() implements Packet {}

  /** What the layer above sends and hears. */
  sealed interface Message extends Packet {}

  /** {@code 4}. */
  record Text(String text) implements Message {}

  /** A message without a type of its own: the frame is the payload. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied: its maker forgets it
  record Binary(byte[] bytes) implements Message {}
}
