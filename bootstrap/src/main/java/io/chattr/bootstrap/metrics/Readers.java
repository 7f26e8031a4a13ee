package io.chattr.bootstrap.metrics;

import io.chattr.bootstrap.config.Configuration;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.util.List;

/** Who may read the metrics. */
@FunctionalInterface
public interface Readers {
  boolean include(HttpServerExchange request);

  static Readers of(Configuration.Metrics readers) {
    return switch (readers) {
      case LOCAL -> Readers::isLocal;
      case PUBLIC -> request -> true;
      case OFF -> request -> false;
    };
  }

  private static boolean isLocal(HttpServerExchange request) {
    InetAddress address = request.getSourceAddress().getAddress();
    return address != null && address.isLoopbackAddress() && !isForwarded(request);
  }

  /** A proxy on this machine is local, but those behind it are not. */
  private static boolean isForwarded(HttpServerExchange request) {
    HeaderMap headers = request.getRequestHeaders();
    return List.of("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP").stream()
        .anyMatch(name -> headers.contains(new HttpString(name)));
  }
}
