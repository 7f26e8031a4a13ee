package io.chattr.adapter.websocket.engineio.request;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A request to the endpoint, reduced to what decides over it.
 *
 * @param eio query parameter {@code EIO}, the protocol revision
 * @param origin header {@code Origin}
 * @param originAllowed what the server's owner says of that origin
 */
public record HandshakeRequest(
    String method,
    boolean upgrade,
    @Nullable String eio,
    @Nullable String transport,
    @Nullable String sid,
    @Nullable String origin,
    boolean originAllowed) {

  private static final String REVISION = "4";

  /**
   * The order of the checks is the reference server's: it decides which of several errors is told.
   */
  public Admission decide(Predicate<String> sessionIsKnown) {
    if (!TransportKind.WEBSOCKET.parameter().equals(transport)) {
      return new Admission.Refused(EngineError.UNKNOWN_TRANSPORT);
    }
    if (origin != null && !isHeaderValue(origin)) {
      return new Admission.Refused(EngineError.BAD_REQUEST);
    }
    if (sid != null && !sid.isEmpty()) {
      // No session can change its transport yet: a second WebSocket must not disturb the first.
      return new Admission.Refused(
          sessionIsKnown.test(sid) ? EngineError.BAD_REQUEST : EngineError.UNKNOWN_SID);
    }
    if (!method.equals("GET")) {
      return new Admission.Refused(EngineError.BAD_HANDSHAKE_METHOD);
    }
    if (!upgrade) {
      return new Admission.Refused(EngineError.BAD_REQUEST);
    }
    if (!originAllowed) {
      return new Admission.Refused(EngineError.FORBIDDEN);
    }
    if (!REVISION.equals(eio)) {
      return new Admission.Refused(EngineError.UNSUPPORTED_PROTOCOL_VERSION);
    }
    return new Admission.Opens(TransportKind.WEBSOCKET);
  }

  /** Visible characters, spaces and tabs (RFC 9110 §5.5); anything else could forge a header. */
  public static boolean isHeaderValue(String value) {
    return value
        .chars()
        .allMatch(c -> c == '\t' || (c >= ' ' && c <= '~') || (c >= 0x80 && c <= 0xff));
  }
}
