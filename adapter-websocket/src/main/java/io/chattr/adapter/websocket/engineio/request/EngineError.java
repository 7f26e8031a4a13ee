package io.chattr.adapter.websocket.engineio.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Why a request is refused; numbers and words are those of the reference server. */
public enum EngineError {
  UNKNOWN_TRANSPORT(0, 400, "Transport unknown"),
  UNKNOWN_SID(1, 400, "Session ID unknown"),
  BAD_HANDSHAKE_METHOD(2, 400, "Bad handshake method"),
  BAD_REQUEST(3, 400, "Bad request"),
  /** The reference server answers this without a body. */
  PAYLOAD_TOO_LARGE(3, 413, "Payload too large"),
  FORBIDDEN(4, 403, "Forbidden"),
  UNSUPPORTED_PROTOCOL_VERSION(5, 400, "Unsupported protocol version");

  private final int code;
  private final int status;
  private final String message;

  EngineError(int code, int status, String message) {
    this.code = code;
    this.status = status;
    this.message = message;
  }

  /** Of the HTTP answer. */
  public int status() {
    return status;
  }

  public String json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("code", code)
        .put("message", message)
        .toString();
  }
}
