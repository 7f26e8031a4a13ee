package io.chattr.adapter.websocket.undertow;

import io.chattr.adapter.websocket.engineio.request.Peer;
import io.undertow.server.HttpServerExchange;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Takes down who opens a connection. */
final class Peers {
  private Peers() {}

  /** {@code keptHeaders} are names in lower case. */
  static Peer of(HttpServerExchange exchange, Set<String> keptHeaders) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            values -> {
              String name = values.getHeaderName().toString().toLowerCase(Locale.ROOT);
              if (keptHeaders.contains(name)) {
                headers.put(name, values.getFirst());
              }
            });
    Map<String, String> query = new HashMap<>();
    exchange.getQueryParameters().forEach((name, values) -> query.put(name, values.getFirst()));
    return new Peer(exchange.getSourceAddress(), headers, query);
  }
}
