package io.chattr.adapter.rest.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.NetworkUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** From where a request comes. */
final class ClientAddress {
  // Some proxies write ports behind addresses.
  private static final Pattern V4 = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3})(:[0-9]+)?");
  private static final Pattern V6 =
      Pattern.compile("([0-9a-fA-F:.]+)|\\[([0-9a-fA-F:.]+)](:[0-9]+)?");

  private ClientAddress() {}

  /**
   * The other end of the connection; or, behind proxies, what the outermost of them has seen. What
   * clients themselves write in {@code X-Forwarded-For} stands further left, and is not believed.
   *
   * @param proxies how many there are, each of which adds what it has seen
   */
  static Optional<InetAddress> of(HttpServerExchange exchange, int proxies) {
    Optional<InetAddress> peer = Optional.ofNullable(exchange.getSourceAddress().getAddress());
    HeaderValues headers = exchange.getRequestHeaders().get(Headers.X_FORWARDED_FOR);
    if (proxies == 0 || headers == null) {
      return peer;
    }
    List<String> seen =
        headers.stream().flatMap(header -> Stream.of(header.split(",", -1))).toList();
    return seen.size() < proxies ? peer : parse(seen.get(seen.size() - proxies)).or(() -> peer);
  }

  /** An address in digits; a name is not looked up. */
  private static Optional<InetAddress> parse(String text) {
    try {
      Matcher v4 = V4.matcher(text.strip());
      if (v4.matches()) {
        return Optional.of(NetworkUtils.parseIpv4Address(v4.group(1)));
      }
      Matcher v6 = V6.matcher(text.strip());
      String address = !v6.matches() ? "" : v6.group(1) == null ? v6.group(2) : v6.group(1);
      // What holds a colon is no name to Java.
      return address.indexOf(':') < 0
          ? Optional.empty()
          : Optional.of(InetAddress.getByName(address));
    } catch (IOException none) {
      return Optional.empty();
    }
  }
}
