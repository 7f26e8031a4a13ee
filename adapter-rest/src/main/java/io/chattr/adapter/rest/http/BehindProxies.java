package io.chattr.adapter.rest.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.net.InetSocketAddress;

/** Shows another handler the client's own address, as this one knows it, in place of a proxy's. */
public final class BehindProxies implements HttpHandler {
  private final HttpHandler next;
  private final int proxies;

  /** {@code proxies} is how many stand between clients and this server. */
  public BehindProxies(HttpHandler next, int proxies) {
    this.next = next;
    this.proxies = proxies;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    int port = exchange.getSourceAddress().getPort();
    ClientAddress.of(exchange, proxies)
        .ifPresent(address -> exchange.setSourceAddress(new InetSocketAddress(address, port)));
    next.handleRequest(exchange);
  }
}
