package io.chattr.adapter.websocket.socketio.packet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.websocket.engineio.packet.MalformedPacket;
import java.util.List;

/** Bytes among arguments, and the placeholders that stand for them on the wire (protocol v5). */
final class Attachments {
  private static final String PLACEHOLDER = "_placeholder";
  private static final String NUMBER = "num";

  private Attachments() {}

  static boolean areIn(JsonNode json) {
    if (json.isBinary()) {
      return true;
    }
    if (json.isContainerNode()) {
      for (JsonNode child : json) {
        if (areIn(child)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * A copy of {@code json} with placeholders; the bytes are added to {@code taken} in their order.
   */
  static JsonNode takeFrom(JsonNode json, List<byte[]> taken) {
    return switch (json) {
      case BinaryNode bytes -> {
        taken.add(bytes.binaryValue());
        yield JsonNodeFactory.instance
            .objectNode()
            .put(PLACEHOLDER, true)
            .put(NUMBER, taken.size() - 1);
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
        array.forEach(child -> copy.add(takeFrom(child, taken)));
        yield copy;
      }
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.forEachEntry((name, child) -> copy.set(name, takeFrom(child, taken)));
        yield copy;
      }
      default -> json;
    };
  }

  /** Puts {@code bytes} in the place of their placeholders, in {@code json} itself where it can. */
  static JsonNode putInto(JsonNode json, List<byte[]> bytes) {
    switch (json) {
      case ObjectNode object
          when object.path(PLACEHOLDER).isBoolean() && object.path(PLACEHOLDER).booleanValue() -> {
        return BinaryNode.valueOf(bytes.get(number(object, bytes.size())));
      }
      case ObjectNode object ->
          object.properties().forEach(field -> field.setValue(putInto(field.getValue(), bytes)));
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, putInto(array.get(i), bytes));
        }
      }
      default -> {}
    }
    return json;
  }

  /** Unchecked, a client could name what is not there. */
  private static int number(ObjectNode placeholder, int count) {
    JsonNode number = placeholder.path(NUMBER);
    if (!number.isInt() || number.intValue() < 0 || number.intValue() >= count) {
      throw new MalformedPacket("illegal attachments");
    }
    return number.intValue();
  }
}
