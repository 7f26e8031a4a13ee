package io.chattr.adapter.websocket.socketio;

import io.chattr.adapter.websocket.engineio.packet.Frame;
import java.util.stream.Collectors;

/** What goes over the wire, for tests that have no wire. */
public final class Frames {
  private Frames() {}

  /** Of an event without attachments. */
  public static String text(EncodedEvent event) {
    return event.frames().stream().map(Frame::toString).collect(Collectors.joining());
  }
}
