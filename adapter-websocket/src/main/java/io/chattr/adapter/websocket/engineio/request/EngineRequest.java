package io.chattr.adapter.websocket.engineio.request;

import org.jspecify.annotations.Nullable;

/**
 * A request to the endpoint, reduced to what decides over it.
 *
 * @param upgrade whether it asks to become a WebSocket
 * @param eio query parameter {@code EIO}, the protocol revision
 * @param origin header {@code Origin}
 * @param originAllowed what the server's owner says of that origin
 */
public record EngineRequest(
    String method,
    boolean upgrade,
    @Nullable String eio,
    @Nullable String transport,
    @Nullable String sid,
    @Nullable String origin,
    boolean originAllowed) {

  private static final String REVISION = "4";

  public EngineRequest {
    sid = sid == null || sid.isEmpty() ? null : sid;
  }

  /**
   * {@code session} is what carries the session called {@code sid}; null when there is none.
   *
   * <p>The order of the checks is the reference server's: it decides which of several errors is
   * told.
   */
  public Admission decide(@Nullable TransportKind session) {
    TransportKind kind = TransportKind.of(transport);
    if (kind == null) {
      return new Admission.Refused(EngineError.UNKNOWN_TRANSPORT);
    }
    if (origin != null && !isHeaderValue(origin)) {
      return new Admission.Refused(EngineError.BAD_REQUEST);
    }
    if (sid != null && session == null) {
      return new Admission.Refused(EngineError.UNKNOWN_SID);
    }
    if (sid == null && !method.equals("GET")) {
      return new Admission.Refused(EngineError.BAD_HANDSHAKE_METHOD);
    }
    if (upgrade != (kind == TransportKind.WEBSOCKET)) {
      return new Admission.Refused(EngineError.BAD_REQUEST);
    }
    if (!originAllowed) {
      return new Admission.Refused(EngineError.FORBIDDEN);
    }
    return sid == null || session == null ? begin(kind) : goOn(kind, sid, session);
  }

  private Admission begin(TransportKind kind) {
    return REVISION.equals(eio)
        ? new Admission.Opens(kind)
        : new Admission.Refused(EngineError.UNSUPPORTED_PROTOCOL_VERSION);
  }

  private Admission goOn(TransportKind kind, String known, TransportKind session) {
    if (kind == TransportKind.WEBSOCKET) {
      return new Admission.Probes(known);
    }
    if (session != TransportKind.POLLING) {
      return new Admission.Refused(EngineError.BAD_REQUEST);
    }
    return switch (method) {
      case "GET" -> new Admission.Polls(known);
      case "POST" -> new Admission.Posts(known);
      default -> new Admission.Refused(EngineError.BAD_REQUEST);
    };
  }

  /** Visible characters, spaces and tabs (RFC 9110 §5.5); anything else could forge a header. */
  public static boolean isHeaderValue(String value) {
    return value
        .chars()
        .allMatch(c -> c == '\t' || (c >= ' ' && c <= '~') || (c >= 0x80 && c <= 0xff));
  }
}
