package io.chattr.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.chattr.domain.failure.Requirements;
import io.chattr.wire.command.Clearable;
import java.io.IOException;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** How requests are read: every value is of its own JSON type, every text is Unicode. */
@SuppressWarnings("serial") // never serialised
final class RequestModule extends SimpleModule {

  RequestModule() {
    addDeserializer(String.class, new TextReader());
    addDeserializer(Long.class, new WholeNumberReader());
    addDeserializer(Boolean.class, new TruthReader());
    addDeserializer(Clearable.class, new ClearableReader());
    addDeserializer(RawJson.class, new RawReader());
  }

  private static final class TextReader extends StdDeserializer<String> {
    TextReader() {
      super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (String) context.handleUnexpectedToken(String.class, parser);
      }
      // The field's name is put in by whoever knows the path.
      return Requirements.unicode("", parser.getText());
    }
  }

  private static final class WholeNumberReader extends StdDeserializer<Long> {
    WholeNumberReader() {
      super(Long.class);
    }

    @Override
    public @Nullable Long deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
        return (Long) context.handleUnexpectedToken(Long.class, parser);
      }
      return parser.getLongValue();
    }
  }

  private static final class TruthReader extends StdDeserializer<Boolean> {
    TruthReader() {
      super(Boolean.class);
    }

    @Override
    public @Nullable Boolean deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.currentToken().isBoolean()) {
        return (Boolean) context.handleUnexpectedToken(Boolean.class, parser);
      }
      return parser.getBooleanValue();
    }
  }

  /** Null is a value; a field that is absent is not. */
  private static final class ClearableReader extends StdDeserializer<Clearable> {
    ClearableReader() {
      super(Clearable.class);
    }

    @Override
    public @Nullable Clearable deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (Clearable) context.handleUnexpectedToken(Clearable.class, parser);
      }
      return Clearable.of(Requirements.unicode("", parser.getText()));
    }

    @Override
    public Clearable getNullValue(DeserializationContext context) {
      return Clearable.cleared();
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
      return null;
    }
  }

  private static final class RawReader extends StdDeserializer<RawJson> {
    RawReader() {
      super(RawJson.class);
    }

    @Override
    public @Nullable RawJson deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      var text = new StringWriter();
      try (JsonGenerator out = Json.PLAIN.createGenerator(text)) {
        int depth = 0;
        do {
          if (parser.hasToken(JsonToken.VALUE_EMBEDDED_OBJECT)) {
            // Bytes that came beside the JSON: relayed as text they would not be what was sent.
            return (RawJson) context.handleUnexpectedToken(RawJson.class, parser);
          }
          depth += copy(parser, out);
        } while (depth > 0 && parser.nextToken() != null);
      }
      return new RawJson(text.toString());
    }

    /** Copies one token, and answers by how much it makes the nesting deeper. */
    private static int copy(JsonParser parser, JsonGenerator out) throws IOException {
      switch (parser.currentToken()) {
        case START_OBJECT -> out.writeStartObject();
        case START_ARRAY -> out.writeStartArray();
        case END_OBJECT -> out.writeEndObject();
        case END_ARRAY -> out.writeEndArray();
        case FIELD_NAME -> out.writeFieldName(Requirements.unicode("", parser.currentName()));
        case VALUE_STRING -> out.writeString(Requirements.unicode("", parser.getText()));
        // As it was written: as a number it could lose digits.
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(parser.getText());
        default -> out.copyCurrentEvent(parser);
      }
      return parser.currentToken().isStructStart()
          ? 1
          : parser.currentToken().isStructEnd() ? -1 : 0;
    }
  }
}
