package io.chattr.adapter.websocket.undertow;

import java.net.URI;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says which web pages may talk to the server. Browsers leave this to the server: CORS does not
 * cover WebSocket. Programs that send no {@code Origin} are not asked.
 */
@FunctionalInterface
public interface OriginCheck {

  /** {@code origin} as the browser sent it; {@code host} is the request's {@code Host}. */
  boolean allows(String origin, @Nullable String host);

  /** Every page: for services that never authenticate by cookie. */
  static OriginCheck any() {
    return (origin, host) -> true;
  }

  /** Exactly these, such as {@code https://chat.example}. */
  static OriginCheck oneOf(Collection<String> origins) {
    var allowed = Set.copyOf(origins);
    return (origin, host) -> allowed.contains(origin);
  }

  /** Pages that came from this server itself. */
  static OriginCheck sameHost() {
    return (origin, host) -> {
      try {
        return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
      } catch (IllegalArgumentException noUri) {
        return false;
      }
    };
  }

  default OriginCheck or(OriginCheck other) {
    return (origin, host) -> allows(origin, host) || other.allows(origin, host);
  }
}
