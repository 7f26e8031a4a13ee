package io.chattr.adapter.websocket.engineio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.websocket.engineio.packet.Packet;
import io.chattr.adapter.websocket.engineio.request.TransportKind;

/** What the server tells about a session when it opens (protocol v4, "Handshake"). */
record Handshake(String sid, TransportKind transport, EngineOptions options) {

  /** Exactly these five fields: official clients and test-suites accept no other. */
  Packet.Open packet() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("sid", sid);
    transport.upgrades().forEach(json.putArray("upgrades")::add);
    json.put("pingInterval", options.pingInterval().toMillis())
        .put("pingTimeout", options.pingTimeout().toMillis())
        .put("maxPayload", options.maxPayload());
    return new Packet.Open(json.toString());
  }
}
