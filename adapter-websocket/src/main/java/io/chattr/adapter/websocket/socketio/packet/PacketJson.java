package io.chattr.adapter.websocket.socketio.packet;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chattr.adapter.websocket.engineio.packet.MalformedPacket;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON as packets carry it. Control characters are always escaped: polling separates packets by
 * one.
 */
public final class PacketJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // What is only relayed keeps all its digits.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);
  private static final ObjectWriter WRITER = MAPPER.writer();
  private static final ObjectWriter ESCAPING_WRITER =
      MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

  private PacketJson() {}

  public static JsonNode read(String text) {
    try {
      return READER.readTree(text);
    } catch (JacksonException malformed) {
      throw new MalformedPacket("malformed JSON");
    }
  }

  /** The first field that an object in {@code text}, which is JSON, names twice. */
  public static @Nullable String repeatedField(String text) {
    try (JsonParser parser = STRICT.createParser(text)) {
      try {
        while (parser.nextToken() != null) {}
        return null;
      } catch (JacksonException repeated) {
        return parser.currentName();
      }
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }

  /** In UTF-8. */
  public static byte[] write(JsonNode json) {
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
