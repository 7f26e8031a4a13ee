package io.chattr.adapter.websocket.undertow;

import io.chattr.adapter.websocket.engineio.EngineServer;
import io.chattr.adapter.websocket.engineio.PollingLink;
import io.chattr.adapter.websocket.engineio.Transport;
import io.chattr.adapter.websocket.engineio.WebSocketLink;
import io.chattr.adapter.websocket.engineio.request.Admission;
import io.chattr.adapter.websocket.engineio.request.EngineError;
import io.chattr.adapter.websocket.engineio.request.EngineRequest;
import io.chattr.adapter.websocket.engineio.request.Peer;
import io.chattr.adapter.websocket.engineio.request.TransportKind;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

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
  private static final AttachmentKey<String> SID = AttachmentKey.create(String.class);

  private final EngineServer engine;
  private final OriginCheck origins;
  private final Set<String> keptHeaders;
  // Only today's version and no extension: compression costs some 100 KB a connection.
  private final HttpHandler upgrade =
      new WebSocketProtocolHandshakeHandler(
          List.of(new Hybi13Handshake()),
          this::start,
          exchange -> refuse(exchange, EngineError.BAD_REQUEST));
  private final HttpHandler post = new HttpContinueReadHandler(this::post);

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
    EngineRequest request = request(exchange);
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
      case Admission.Opens opens -> open(exchange, opens.transport());
      case Admission.Polls polls ->
          withSession(exchange, polls.sid(), link -> request(exchange, link).poll());
      case Admission.Posts posts -> {
        exchange.putAttachment(SID, posts.sid());
        post.handleRequest(exchange);
      }
      case Admission.Probes probes -> {
        exchange.putAttachment(SID, probes.sid());
        upgrade.handleRequest(exchange);
      }
    }
  }

  private void open(HttpServerExchange exchange, TransportKind transport) throws Exception {
    Peer peer = Peers.of(exchange, keptHeaders);
    switch (transport) {
      case POLLING -> request(exchange, engine.openPolling(peer)).poll();
      case WEBSOCKET -> {
        exchange.putAttachment(PEER, peer);
        upgrade.handleRequest(exchange);
      }
    }
  }

  private void post(HttpServerExchange exchange) {
    int maxPayload = engine.options().maxPayload();
    withSession(
        exchange, exchange.getAttachment(SID), link -> request(exchange, link).post(maxPayload));
  }

  /** It may be gone again, or have moved to a WebSocket. */
  private void withSession(
      HttpServerExchange exchange, String sid, Consumer<PollingLink> continuation) {
    engine
        .polling(sid)
        .ifPresentOrElse(continuation, () -> refuse(exchange, EngineError.BAD_REQUEST));
  }

  private UndertowRequest request(HttpServerExchange exchange, PollingLink link) {
    // Who takes longer to read an answer has missed a heartbeat.
    return new UndertowRequest(
        exchange, link, engine.options().pingInterval().plus(engine.options().pingTimeout()));
  }

  private EngineRequest request(HttpServerExchange exchange) {
    String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
    return new EngineRequest(
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
    return EngineRequest.isHeaderValue(origin) && origins.allows(origin, host);
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

  private void start(WebSocketHttpExchange exchange, WebSocketChannel channel) {
    int maxPayload = engine.options().maxPayload();
    Function<WebSocketLink, Transport> carrier =
        link -> UndertowWebSocket.start(link, channel, maxPayload, isOkHttp(exchange));
    String sid = exchange.getAttachment(SID);
    if (sid == null) {
      engine.open(exchange.getAttachment(PEER), carrier);
    } else if (!engine.probe(sid, carrier)) {
      // It ended meanwhile.
      IoUtils.safeClose(channel);
    }
  }

  /**
   * OkHttp leaves it to its user to answer a close frame, and reads no further; the official Java
   * client, which uses it, does nothing, and would only miss a heartbeat much later.
   */
  private static boolean isOkHttp(WebSocketHttpExchange exchange) {
    String agent = exchange.getRequestHeader("User-Agent");
    return agent != null && agent.startsWith("okhttp/");
  }
}
