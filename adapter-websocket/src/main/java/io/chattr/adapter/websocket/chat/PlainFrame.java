package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.chattr.adapter.websocket.engineio.packet.MalformedPacket;
import io.chattr.adapter.websocket.socketio.packet.PacketJson;
import java.util.Optional;

/**
 * What a plain client says: {@code {id, type, data}}.
 *
 * @param id present when the client wants an answer: a whole number or a text, and given back
 * @param repeatedField a field that some object in the frame names twice
 */
record PlainFrame(
    Optional<JsonNode> id, String type, JsonNode data, Optional<String> repeatedField) {
  private static final int MAX_ID = 64;

  /** Throws {@link MalformedPacket} for whatever is no frame. */
  static PlainFrame of(String text) {
    JsonNode frame = PacketJson.read(text);
    JsonNode type = frame.path("type");
    if (!type.isTextual()) {
      throw new MalformedPacket("no type");
    }
    JsonNode data = frame.path("data");
    return new PlainFrame(
        id(frame.path("id")),
        type.textValue(),
        data.isMissingNode() ? JsonNodeFactory.instance.objectNode() : data,
        Optional.ofNullable(PacketJson.repeatedField(text)));
  }

  private static Optional<JsonNode> id(JsonNode id) {
    if (id.isMissingNode() || id.isNull()) {
      return Optional.empty();
    }
    if ((!id.isIntegralNumber() && !id.isTextual()) || id.asText().length() > MAX_ID) {
      throw new MalformedPacket("an id is a whole number or a short text");
    }
    return Optional.of(id);
  }
}
