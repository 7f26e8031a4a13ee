package io.chattr.adapter.websocket.engineio.request;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end, as of the request that opened the session.
 *
 * @param headers kept ones, by name in lower case; the first value of each
 * @param query parameters, the first value of each
 */
public record Peer(
    @Nullable InetSocketAddress remoteAddress,
    Map<String, String> headers,
    Map<String, String> query) {

  public Peer {
    headers = Map.copyOf(headers);
    query = Map.copyOf(query);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }
}
