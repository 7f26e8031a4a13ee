package io.chattr.adapter.websocket.undertow;

import io.chattr.adapter.websocket.engineio.EngineServer;
import io.chattr.adapter.websocket.engineio.request.EngineRequest;
import io.chattr.adapter.websocket.engineio.request.Peer;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.util.List;
import java.util.Set;

/**
 * An endpoint for plain WebSockets. Mount it at an exact path.
 *
 * <p>Runs on I/O threads and never blocks them.
 */
public final class UndertowPlainHandler implements HttpHandler {
  private static final AttachmentKey<Peer> PEER = AttachmentKey.create(Peer.class);

  private final EngineServer engine;
  private final OriginCheck origins;
  private final Set<String> keptHeaders;
  private final HttpHandler upgrade =
      new WebSocketProtocolHandshakeHandler(
          List.of(new Hybi13Handshake()), this::start, UndertowPlainHandler::refuse);

  /** {@code keptHeaders} are names in lower case. */
  public UndertowPlainHandler(EngineServer engine, OriginCheck origins, Set<String> keptHeaders) {
    this.engine = engine;
    this.origins = origins;
    this.keptHeaders = Set.copyOf(keptHeaders);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
    if (origin != null && !isAllowed(exchange, origin)) {
      exchange.setStatusCode(StatusCodes.FORBIDDEN).endExchange();
      return;
    }
    exchange.putAttachment(PEER, Peers.of(exchange, keptHeaders));
    upgrade.handleRequest(exchange);
  }

  private boolean isAllowed(HttpServerExchange exchange, String origin) {
    String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
    return EngineRequest.isHeaderValue(origin) && origins.allows(origin, host);
  }

  /** Whatever does not ask for a WebSocket is told to (RFC 9110 §15.5.22). */
  private static void refuse(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(Headers.UPGRADE, "websocket");
    exchange.getResponseHeaders().put(Headers.CONNECTION, "Upgrade");
    exchange.setStatusCode(StatusCodes.UPGRADE_REQUIRED).endExchange();
  }

  private void start(WebSocketHttpExchange exchange, WebSocketChannel channel) {
    int maxPayload = engine.options().maxPayload();
    engine.open(
        exchange.getAttachment(PEER), link -> UndertowWebSocket.start(link, channel, maxPayload));
  }
}
