package io.chattr.adapter.websocket.engineio;

import io.chattr.adapter.websocket.engineio.packet.Utf8;
import java.util.Objects;

/**
 * Why a connection, or one namespace of it, came to its end.
 *
 * @param text stable words for logs, metrics and the WebSocket close frame: at most 123 bytes
 * @param code WebSocket status code (RFC 6455 §7.4), told to the client when the server closes
 */
public record CloseReason(String text, int code) {
  public static final CloseReason TRANSPORT_CLOSE = new CloseReason("transport close", 1000);
  public static final CloseReason TRANSPORT_ERROR = new CloseReason("transport error", 1002);
  public static final CloseReason PING_TIMEOUT = new CloseReason("ping timeout", 1002);
  public static final CloseReason HEARTBEAT_DIRECTION =
      new CloseReason("invalid heartbeat direction", 1002);
  public static final CloseReason PARSE_ERROR = new CloseReason("parse error", 1002);
  public static final CloseReason TOO_LARGE = new CloseReason("payload too large", 1009);
  public static final CloseReason INVALID_STATE = new CloseReason("invalid state", 1002);

  /** Two GETs or two POSTs at once. */
  public static final CloseReason OVERLAP = new CloseReason("overlapping requests", 1002);

  /** Ends a WebSocket that was to take a session over, and not the session. */
  public static final CloseReason UPGRADE_FAILED = new CloseReason("upgrade failed", 1002);

  public static final CloseReason CONNECT_TIMEOUT = new CloseReason("connect timeout", 1002);
  public static final CloseReason CLIENT_DISCONNECT =
      new CloseReason("client namespace disconnect", 1000);
  public static final CloseReason SERVER_DISCONNECT =
      new CloseReason("server namespace disconnect", 1000);

  /** The client does not keep up; it may come back and catch up (1013: try again later). */
  public static final CloseReason OVERFLOW = new CloseReason("client too slow", 1013);

  /** The client says more than it may; what it said before is carried out. */
  public static final CloseReason FLOOD = new CloseReason("too many frames", 1008);

  public static final CloseReason TOO_MANY = new CloseReason("too many connections", 1013);
  public static final CloseReason SHUTTING_DOWN = new CloseReason("server shutting down", 1001);
  public static final CloseReason INTERNAL_ERROR = new CloseReason("internal error", 1011);

  private static final int MAX_TEXT = 123;

  public CloseReason {
    Objects.requireNonNull(text);
    if (Utf8.length(text) > MAX_TEXT) {
      throw new IllegalArgumentException("a close reason has at most " + MAX_TEXT + " bytes");
    }
    boolean usable = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
    if (!usable && (code < 3000 || code > 4999)) {
      throw new IllegalArgumentException("no WebSocket endpoint may send the close code " + code);
    }
  }
}
