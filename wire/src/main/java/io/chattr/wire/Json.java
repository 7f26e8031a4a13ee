package io.chattr.wire;

import static io.chattr.domain.failure.ValueProblem.MALFORMED;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chattr.domain.failure.Rejected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The codec of everything that Chattr says and hears in JSON (RFC 8259).
 *
 * <p>Strict in what it takes: a field given twice, a value of another type than its field has,
 * trailing text, invalid UTF-8 and nesting beyond {@value #MAX_DEPTH} levels are refused as {@code
 * malformed}, with the field's path where there is one, else {@value #BODY}. Unknown fields are
 * passed over. Safe for many threads.
 */
public final class Json {
  public static final int MAX_DEPTH = 64;
  public static final int MAX_LENGTH = 1024 * 1024;

  /** What stands for the field's name where a document is wrong as a whole. */
  public static final String BODY = "body";

  static final JsonFactory PLAIN = new JsonFactory();

  private final ObjectMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxDocumentLength(MAX_LENGTH)
                          .maxStringLength(MAX_LENGTH)
                          .build())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .addModule(new TimeModule())
          .addModule(new RequestModule())
          .build();

  /** A view as UTF-8. */
  public byte[] bytes(Object view) {
    try {
      return mapper.writeValueAsBytes(view);
    } catch (JsonProcessingException defect) {
      throw new UncheckedIOException(defect);
    }
  }

  /** A view as text. */
  public String text(Object view) {
    try {
      return mapper.writeValueAsString(view);
    } catch (JsonProcessingException defect) {
      throw new UncheckedIOException(defect);
    }
  }

  /** Reads a request from a whole document in UTF-8. */
  public <T> T read(byte[] document, Class<T> type) {
    CharBuffer text = decode(document);
    return read(
        () -> mapper.getFactory().createParser(text.array(), text.position(), text.remaining()),
        type);
  }

  /** Reads a request from a whole document. */
  public <T> T read(String document, Class<T> type) {
    return read(() -> mapper.getFactory().createParser(document), type);
  }

  /** Reads a request from a part of a document; paths begin at this part. */
  public <T> T read(JsonNode part, Class<T> type) {
    requireShallow(part);
    return read(() -> mapper.treeAsTokens(part), type);
  }

  /** The bound that a parser of text keeps by itself. */
  private static void requireShallow(JsonNode part) {
    if (!part.isObject() && isDeeper(part, MAX_DEPTH)) {
      throw Misreading.tooDeep(BODY);
    }
    for (Map.Entry<String, JsonNode> field : part.properties()) {
      if (isDeeper(field.getValue(), MAX_DEPTH - 1)) {
        throw Misreading.tooDeep(field.getKey());
      }
    }
  }

  private static boolean isDeeper(JsonNode node, int levels) {
    if (!node.isContainerNode()) {
      return false;
    }
    if (levels == 0) {
      return true;
    }
    for (JsonNode child : node) {
      if (isDeeper(child, levels - 1)) {
        return true;
      }
    }
    return false;
  }

  /** Reads a document of any form; every text in it is still to be checked, by {@link #read}. */
  public JsonNode tree(String document) {
    return read(() -> mapper.getFactory().createParser(document), JsonNode.class);
  }

  private <T> T read(Source source, Class<T> type) {
    try (JsonParser parser = source.open()) {
      try {
        T read = mapper.readValue(parser, type);
        if (read == null) {
          throw Rejected.value(BODY, MALFORMED, "must not be null");
        }
        return read;
      } catch (JsonProcessingException refused) {
        throw Misreading.of(refused, parser);
      }
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }

  private static CharBuffer decode(byte[] document) {
    try {
      // Jackson's own decoder takes overlong forms and surrogates.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document));
    } catch (CharacterCodingException malformed) {
      throw Rejected.value(BODY, MALFORMED, "is not valid UTF-8");
    }
  }

  private interface Source {
    JsonParser open() throws IOException;
  }
}
