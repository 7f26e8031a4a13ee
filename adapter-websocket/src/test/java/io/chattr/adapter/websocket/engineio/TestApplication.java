package io.chattr.adapter.websocket.engineio;

import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.engineio.packet.Packet;
import io.chattr.adapter.websocket.engineio.packet.PacketCodec;
import java.util.ArrayList;
import java.util.List;

/** An application that remembers what it hears, and says what a test tells it to. */
final class TestApplication implements EngineApplication {
  private final List<String> heard = new ArrayList<>();
  private final List<CloseReason> closes = new ArrayList<>();
  private final List<EngineConnection> connections = new ArrayList<>();
  private int takes = Integer.MAX_VALUE;

  @Override
  public EngineListener open(EngineConnection connection) {
    connections.add(connection);
    return new EngineListener() {
      @Override
      public void onMessage(Packet.Message message) {
        heard.add(PacketCodec.encode(message).toString());
        if (--takes <= 0) {
          connection.hear(false);
        }
      }

      @Override
      public void onClose(CloseReason reason) {
        closes.add(reason);
      }
    };
  }

  EngineConnection connection() {
    return connections.getLast();
  }

  void sends(String... frames) {
    for (String frame : frames) {
      connection().send(List.of(Frame.text(frame)));
    }
  }

  void sends(byte[] frame) {
    connection().send(List.of(Frame.binary(frame)));
  }

  /** Hears no more after {@code messages} of them. */
  void hearsOnly(int messages) {
    takes = messages;
  }

  void hearsAgain(int messages) {
    takes = messages;
    connection().hear(true);
  }

  List<String> heard() {
    return heard;
  }

  List<CloseReason> closes() {
    return closes;
  }
}
