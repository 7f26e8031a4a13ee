package io.chattr.adapter.rest.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which web pages may read answers (the Fetch standard, "CORS protocol"): those of the origins that
 * are listed, or, with {@code *}, all of them, but then without credentials.
 */
public final class Cors {
  private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
  private static final HttpString ALLOW_CREDENTIALS =
      new HttpString("Access-Control-Allow-Credentials");
  private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
  private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
  private static final HttpString EXPOSE_HEADERS = new HttpString("Access-Control-Expose-Headers");
  private static final HttpString MAX_AGE = new HttpString("Access-Control-Max-Age");
  private static final HttpString REQUEST_METHOD = new HttpString("Access-Control-Request-Method");

  private static final String SENT = "Authorization, Content-Type, Idempotency-Key, X-Request-Id";
  private static final String READ = "Retry-After, WWW-Authenticate, X-Request-Id";

  private final Set<String> origins;
  private final boolean all;

  public Cors(Collection<String> origins) {
    this.all = origins.contains("*");
    this.origins = origins.stream().map(Cors::normal).collect(Collectors.toUnmodifiableSet());
  }

  /** Marks an answer, whatever it will be, as one that the page may read. */
  void mark(HttpServerExchange exchange) {
    HeaderMap answer = exchange.getResponseHeaders();
    if (!all) {
      answer.add(Headers.VARY, "Origin");
    }
    String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
    if (origin == null) {
      return;
    }
    if (origins.contains(normal(origin))) {
      answer.put(ALLOW_ORIGIN, origin);
      answer.put(ALLOW_CREDENTIALS, "true");
      answer.put(EXPOSE_HEADERS, READ);
    } else if (all) {
      answer.put(ALLOW_ORIGIN, "*");
      answer.put(EXPOSE_HEADERS, READ);
    }
  }

  /** Whether a browser asks what a page may send, before it sends it. */
  static boolean isPreflight(HttpServerExchange exchange) {
    return exchange.getRequestHeaders().contains(Headers.ORIGIN)
        && exchange.getRequestHeaders().contains(REQUEST_METHOD);
  }

  /** Answers a preflight; without the headers of {@link #mark}, browsers take it for a no. */
  void allow(HttpServerExchange exchange, String methods) {
    HeaderMap answer = exchange.getResponseHeaders();
    if (answer.contains(ALLOW_ORIGIN)) {
      answer.put(ALLOW_METHODS, methods);
      answer.put(ALLOW_HEADERS, SENT);
      answer.put(MAX_AGE, "600");
    }
  }

  private static String normal(String origin) {
    String lower = origin.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
