package io.chattr.adapter.websocket.undertow;

import io.chattr.adapter.websocket.engineio.EngineServer;
import io.chattr.adapter.websocket.engineio.request.Admission;
import io.chattr.adapter.websocket.engineio.request.EngineError;
import io.chattr.adapter.websocket.engineio.request.HandshakeRequest;
import io.chattr.adapter.websocket.engineio.request.Peer;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Engine.IO endpoint. Mount it with {@code addPrefixPath("/socket.io", …)}: it answers with and
 * without a trailing slash, and nothing below.
 *
 * <p>Runs on I/O threads and never blocks them.
 */
public final class UndertowEngineHandler implements HttpHandler {

  /**
   * What a {@link Peer} keeps of the request's headers unless told otherwise; each costs memory.
   */
  public static final Set<String> USUAL_HEADERS =
      Set.of("authorization", "cookie", "origin", "user-agent");

  private static final AttachmentKey<Peer> PEER = AttachmentKey.create(Peer.class);

  private final EngineServer engine;
  private final OriginCheck origins;
  private final Set<String> keptHeaders;
  // Only today's version and no extension: compression costs some 100 KB a connection.
  private final HttpHandler upgrade =
      new WebSocketProtocolHandshakeHandler(
          List.of(new Hybi13Handshake()),
          this::open,
          exchange -> refuse(exchange, EngineError.BAD_REQUEST));

  /** {@code keptHeaders} are names in lower case. */
  public UndertowEngineHandler(EngineServer engine, OriginCheck origins, Set<String> keptHeaders) {
    this.engine = engine;
    this.origins = origins;
    this.keptHeaders = Set.copyOf(keptHeaders);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    String below = exchange.getRelativePath();
    if (!below.isEmpty() && !below.equals("/")) {
      exchange.setStatusCode(StatusCodes.NOT_FOUND).endExchange();
      return;
    }
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
    HandshakeRequest request = request(exchange);
    String origin = request.origin();
    if (origin != null && request.originAllowed()) {
      Cors.allow(exchange, origin);
    }
    if (exchange.getRequestMethod().equals(Methods.OPTIONS)) {
      Cors.allowRequests(exchange);
      exchange.setStatusCode(StatusCodes.NO_CONTENT).endExchange();
      return;
    }
    switch (engine.admit(request)) {
      case Admission.Refused refused -> refuse(exchange, refused.error());
      case Admission.Opens opens -> {
        exchange.putAttachment(PEER, peer(exchange));
        upgrade.handleRequest(exchange);
      }
    }
  }

  private HandshakeRequest request(HttpServerExchange exchange) {
    String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
    return new HandshakeRequest(
        exchange.getRequestMethod().toString(),
        "websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst(Headers.UPGRADE)),
        parameter(exchange, "EIO"),
        parameter(exchange, "transport"),
        parameter(exchange, "sid"),
        origin,
        origin == null || isAllowed(exchange, origin));
  }

  private boolean isAllowed(HttpServerExchange exchange, String origin) {
    String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
    return HandshakeRequest.isHeaderValue(origin) && origins.allows(origin, host);
  }

  private static @Nullable String parameter(HttpServerExchange exchange, String name) {
    Deque<String> values = exchange.getQueryParameters().get(name);
    return values == null ? null : values.peekFirst();
  }

  private static void refuse(HttpServerExchange exchange, EngineError error) {
    exchange.setStatusCode(error.status());
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseSender().send(error.json());
  }

  private Peer peer(HttpServerExchange exchange) {
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

  private void open(WebSocketHttpExchange exchange, WebSocketChannel channel) {
    int maxPayload = engine.options().maxPayload();
    engine.open(
        exchange.getAttachment(PEER), link -> UndertowWebSocket.start(link, channel, maxPayload));
  }
}
