package io.chattr.adapter.websocket.engineio.request;

/** What becomes of a request. */
public sealed interface Admission {

  /** It opens a session over this transport. */
  record Opens(TransportKind transport) implements Admission {}

  /** It waits for what this session has for its client. */
  record Polls(String sid) implements Admission {}

  /** It brings packets to this session. */
  record Posts(String sid) implements Admission {}

  /** Its WebSocket asks to take this session over. */
  record Probes(String sid) implements Admission {}

  record Refused(EngineError error) implements Admission {}
}
