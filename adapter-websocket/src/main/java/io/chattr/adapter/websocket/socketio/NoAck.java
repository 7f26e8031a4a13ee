package io.chattr.adapter.websocket.socketio;

/** The client did not acknowledge an event: it may or may not have received it. */
@SuppressWarnings("serial") // never serialised
public final class NoAck extends Exception {

  NoAck(String problem) {
    // Slow and vanished clients are daily business: no stack trace to fill in.
    super(problem, null, false, false);
  }
}
