package io.chattr.adapter.websocket.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.regex.Pattern;

/** Lets a page read the answer, refusals included: without it the browser hides why. */
final class Cors {
  private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
  private static final HttpString ALLOW_CREDENTIALS =
      new HttpString("Access-Control-Allow-Credentials");
  private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
  private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
  private static final HttpString REQUEST_HEADERS =
      new HttpString("Access-Control-Request-Headers");
  // Names as HTTP has them (RFC 9110 §5.6.2), and not very many.
  private static final Pattern NAMES = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z, ]{1,500}");
  private static final HttpString MAX_AGE = new HttpString("Access-Control-Max-Age");

  private Cors() {}

  /** {@code origin} must be an allowed one: it is reflected, as credentials forbid the wildcard. */
  static void allow(HttpServerExchange exchange, String origin) {
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(ALLOW_ORIGIN, origin);
    headers.put(ALLOW_CREDENTIALS, "true");
    headers.add(Headers.VARY, "Origin");
  }

  /** Clients may be told to send headers of their own, which mean nothing here. */
  private static String requested(HttpServerExchange exchange) {
    String names = exchange.getRequestHeaders().getFirst(REQUEST_HEADERS);
    return names != null && NAMES.matcher(names).matches() ? names : "Authorization, Content-Type";
  }

  /** For the question that a browser asks before the request proper. */
  static void allowRequests(HttpServerExchange exchange) {
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(ALLOW_METHODS, "GET, POST");
    headers.put(ALLOW_HEADERS, requested(exchange));
    headers.put(MAX_AGE, "600");
  }
}
