package io.chattr.wire;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;
import static io.chattr.domain.failure.ValueProblem.MALFORMED;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import io.chattr.domain.failure.Failure.InvalidValue;
import io.chattr.domain.failure.Rejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in Chattr's words why a document could not be read, and where. */
final class Misreading {
  private Misreading() {}

  static Rejected of(JsonProcessingException refused, JsonParser parser) {
    Throwable cause = rootOf(refused);
    if (cause instanceof Rejected rejected
        && rejected.failure() instanceof InvalidValue value
        && refused instanceof JsonMappingException mapping) {
      return Rejected.value(path(mapping.getPath()), value.problem(), value.reason());
    }
    if (cause instanceof StreamConstraintsException) {
      return tooDeep(top(parser.getParsingContext()));
    }
    if (cause instanceof StreamReadException syntax) {
      return syntax(syntax, parser);
    }
    if (refused instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return malformed(path(mapping.getPath()), "is not of the type that it should be");
    }
    return malformed(Json.BODY, "must be one JSON value of the form that is described");
  }

  static Rejected tooDeep(String field) {
    return malformed(field, "is too deep, or has a number or text that is too long");
  }

  private static Rejected syntax(StreamReadException syntax, JsonParser parser) {
    String said = syntax.getOriginalMessage();
    if (said != null && said.startsWith("Duplicate")) {
      return malformed(path(parser.getParsingContext()), "must not be given twice");
    }
    if (said != null && said.contains("surrogate")) {
      return Rejected.value(
          path(parser.getParsingContext()),
          INVALID_VALUE,
          "must not hold U+0000 or a lone surrogate");
    }
    if (said != null && said.startsWith("Numeric value")) {
      return malformed(path(parser.getParsingContext()), "is out of range");
    }
    var place = syntax.getLocation();
    return malformed(
        Json.BODY,
        place == null
            ? "is not JSON"
            : "is not JSON, at line " + place.getLineNr() + ", column " + place.getColumnNr());
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String path(List<Reference> path) {
    var text = new StringBuilder();
    for (Reference step : path) {
      append(text, step.getFieldName(), step.getIndex());
    }
    return text.isEmpty() ? Json.BODY : text.toString();
  }

  private static String path(JsonStreamContext context) {
    var text = new StringBuilder();
    append(text, context);
    return text.isEmpty() ? Json.BODY : text.toString();
  }

  private static void append(StringBuilder text, @Nullable JsonStreamContext context) {
    if (context == null || context.inRoot()) {
      return;
    }
    append(text, context.getParent());
    if (context.hasPathSegment()) {
      append(text, context.getCurrentName(), context.getCurrentIndex());
    }
  }

  private static void append(StringBuilder text, @Nullable String name, int index) {
    if (name == null) {
      text.append('[').append(index).append(']');
    } else {
      text.append(text.isEmpty() ? "" : ".").append(name);
    }
  }

  /** The outermost field that {@code context} is in. */
  private static String top(JsonStreamContext context) {
    String name = null;
    for (JsonStreamContext at = context; at != null; at = at.getParent()) {
      name = at.hasCurrentName() ? at.getCurrentName() : name;
    }
    return name == null ? Json.BODY : name;
  }

  private static Rejected malformed(String field, String reason) {
    return Rejected.value(field, MALFORMED, reason);
  }
}
