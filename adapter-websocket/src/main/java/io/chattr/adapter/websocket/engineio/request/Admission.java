package io.chattr.adapter.websocket.engineio.request;

/** What becomes of a request. */
public sealed interface Admission {

  /** It opens a session over this transport. */
  record Opens(TransportKind transport) implements Admission {}

  record Refused(EngineError error) implements Admission {}
}
