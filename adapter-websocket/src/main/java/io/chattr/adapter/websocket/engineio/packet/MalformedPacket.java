package io.chattr.adapter.websocket.engineio.packet;

/** What the client sent is no packet; its connection ends with {@link CloseReason#PARSE_ERROR}. */
@SuppressWarnings("serial") // never serialised
public final class MalformedPacket extends RuntimeException {

  public MalformedPacket(String problem) {
    // The peer decides how often this is thrown: no stack trace to fill in.
    super(problem, null, false, false);
  }
}
