package io.chattr.adapter.websocket.engineio;

import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.engineio.packet.Packet;
import io.chattr.adapter.websocket.engineio.packet.PacketCodec;
import io.chattr.adapter.websocket.engineio.request.TransportKind;
import java.util.Optional;

/** How a session looks on the wire. */
public enum Framing {
  /** Engine.IO 4: a handshake, and packets with their type, heartbeat included. */
  ENGINE_IO {
    @Override
    Optional<Frame> opening(String sid, TransportKind transport, EngineOptions options) {
      return Optional.of(PacketCodec.encode(new Handshake(sid, transport, options).packet()));
    }

    @Override
    Packet decode(String text) {
      return PacketCodec.decode(text);
    }

    @Override
    Frame ping() {
      return PacketCodec.encode(new Packet.Ping(""));
    }
  },

  /** Frames as they are, with the heartbeat of WebSocket itself; by WebSocket only. */
  PLAIN {
    @Override
    Optional<Frame> opening(String sid, TransportKind transport, EngineOptions options) {
      return Optional.empty();
    }

    @Override
    Packet decode(String text) {
      return new Packet.Text(text);
    }

    @Override
    Frame ping() {
      return Frame.ping();
    }
  };

  /** What the client is sent first. */
  abstract Optional<Frame> opening(String sid, TransportKind transport, EngineOptions options);

  /** What a text frame says. */
  abstract Packet decode(String text);

  /** Asks whether the client is there. */
  abstract Frame ping();
}
