package io.chattr.domain.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;

/**
 * From where somebody calls, as far as it is known, and with what, as it says of itself: at most
 * {@value #MAX_USER_AGENT} characters without control characters.
 */
public record Client(Optional<InetAddress> address, Optional<String> userAgent) {
  public static final int MAX_USER_AGENT = 200;
  private static final int NETWORK_BYTES = 8;

  public Client {
    userAgent = userAgent.map(Client::shown).filter(text -> !text.isEmpty());
  }

  /** One that nothing is known of. */
  public static Client unknown() {
    return new Client(Optional.empty(), Optional.empty());
  }

  /** Its address in the usual text form. */
  public Optional<String> host() {
    return address.map(known -> known.getHostAddress().replaceFirst("%.*", ""));
  }

  /**
   * What counts as one caller: the address, or of IPv6 the /64 that one household or machine has to
   * itself (RFC 6177).
   */
  public Optional<String> network() {
    return address.map(
        known ->
            known instanceof Inet6Address
                ? HexFormat.of().formatHex(known.getAddress(), 0, NETWORK_BYTES) + "/64"
                : known.getHostAddress());
  }

  private static String shown(String given) {
    return given
        .codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
        .limit(MAX_USER_AGENT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }
}
