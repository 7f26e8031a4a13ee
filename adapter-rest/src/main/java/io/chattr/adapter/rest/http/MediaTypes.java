package io.chattr.adapter.rest.http;

import io.chattr.wire.ProblemCode;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON in; out, JSON or whatever else a route says. */
final class MediaTypes {
  static final String JSON = "application/json";

  private MediaTypes() {}

  /** Refuses with 406 when {@code Accept} (RFC 9110 §12.5.1) excludes {@code answer}. */
  static void requireAcceptable(HttpServerExchange exchange, String answer) {
    HeaderValues accept = exchange.getRequestHeaders().get(Headers.ACCEPT);
    if (accept == null || accept.stream().allMatch(String::isBlank)) {
      return;
    }
    List<String> ranges = accept.stream().flatMap(line -> Arrays.stream(line.split(","))).toList();
    // The most specific range decides, whatever its place.
    for (String wanted : List.of(answer, answer.replaceFirst("/.*", "/*"), "*/*")) {
      for (String range : ranges) {
        String[] parts = range.split(";");
        if (parts[0].strip().equalsIgnoreCase(wanted)) {
          if (isWanted(parts)) {
            return;
          }
          throw notAcceptable(answer);
        }
      }
    }
    throw notAcceptable(answer);
  }

  /** Whether what is compressed by gzip is understood (RFC 9110 §12.5.3). */
  static boolean takesGzip(HttpServerExchange exchange) {
    HeaderValues accept = exchange.getRequestHeaders().get(Headers.ACCEPT_ENCODING);
    if (accept == null) {
      return false;
    }
    List<String[]> codings =
        accept.stream()
            .flatMap(line -> Arrays.stream(line.split(",")))
            .map(coding -> coding.split(";"))
            .toList();
    return Stream.of("gzip", "*")
        .flatMap(
            wanted -> codings.stream().filter(parts -> parts[0].strip().equalsIgnoreCase(wanted)))
        .findFirst()
        .filter(MediaTypes::isWanted)
        .isPresent();
  }

  /** Refuses with 415 what is not JSON in UTF-8 as it is. */
  static void requireJson(HttpServerExchange exchange) {
    HeaderMap headers = exchange.getRequestHeaders();
    String encoding = headers.getFirst(Headers.CONTENT_ENCODING);
    if (!isJson(headers.getFirst(Headers.CONTENT_TYPE))
        || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
      throw new Refused(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE,
          "The body must be " + JSON + ", in UTF-8, not encoded");
    }
  }

  private static boolean isJson(@Nullable String type) {
    if (type == null) {
      return false;
    }
    String[] parts = type.toLowerCase(Locale.ROOT).split(";");
    boolean utf8 =
        Arrays.stream(parts)
            .skip(1)
            .map(String::strip)
            .filter(parameter -> parameter.startsWith("charset="))
            .map(parameter -> parameter.substring("charset=".length()).replace("\"", ""))
            .allMatch(charset -> charset.equals("utf-8") || charset.equals("utf8"));
    return parts[0].strip().equals(JSON) && utf8;
  }

  private static boolean isWanted(String[] parts) {
    return Arrays.stream(parts)
        .skip(1)
        .map(String::strip)
        .noneMatch(parameter -> parameter.matches("[qQ]=0(\\.0{0,3})?"));
  }

  private static Refused notAcceptable(String answer) {
    return new Refused(ProblemCode.NOT_ACCEPTABLE, "The answer comes as " + answer + " only");
  }
}
