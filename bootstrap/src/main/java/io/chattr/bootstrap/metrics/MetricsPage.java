package io.chattr.bootstrap.metrics;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.nio.charset.StandardCharsets;

/** {@code /metrics}: the metrics as text, for those who may read them. */
public final class MetricsPage {
  public static final String PATH = "/metrics";

  private static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final ServerMetrics metrics;
  private final Readers readers;

  public MetricsPage(ServerMetrics metrics, Readers readers) {
    this.metrics = metrics;
    this.readers = readers;
  }

  /** To others, and to other methods than {@code GET}, {@code next} answers as if this was not. */
  public HttpHandler before(HttpHandler next) {
    return exchange -> {
      boolean reads =
          exchange.getRequestMethod().equals(Methods.GET)
              || exchange.getRequestMethod().equals(Methods.HEAD);
      if (reads && readers.include(exchange)) {
        // A worker does it: a store may have to be asked.
        exchange.dispatch(this::answer);
      } else {
        next.handleRequest(exchange);
      }
    };
  }

  private void answer(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, MEDIA_TYPE);
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    exchange.getResponseSender().send(metrics.text(), StandardCharsets.UTF_8);
  }
}
