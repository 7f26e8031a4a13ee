package io.chattr.adapter.websocket.socketio.packet;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chattr.adapter.websocket.engineio.MalformedPacket;

/**
 * JSON as packets carry it. Control characters are always escaped: polling separates packets by
 * one.
 */
final class PacketJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Two readings of one packet are one too many.
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();
  private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);
  private static final ObjectWriter WRITER = MAPPER.writer();
  private static final ObjectWriter ESCAPING_WRITER =
      MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

  private PacketJson() {}

  static JsonNode read(String text) {
    try {
      return READER.readTree(text);
    } catch (JacksonException malformed) {
      throw new MalformedPacket("malformed JSON");
    }
  }

  /** In UTF-8. */
  static byte[] write(JsonNode json) {
    try {
      return WRITER.writeValueAsBytes(json);
    } catch (JacksonException loneSurrogate) {
      return writeEscaped(json);
    }
  }

  /** A lone surrogate has no UTF-8 but may stand in JSON text, escaped, as JavaScript writes it. */
  private static byte[] writeEscaped(JsonNode json) {
    try {
      return ESCAPING_WRITER.writeValueAsBytes(json);
    } catch (JacksonException defect) {
      throw new IllegalArgumentException("arguments that are no JSON", defect);
    }
  }
}
