package io.chattr.adapter.websocket.engineio.packet;

/** Packets as WebSocket frames: one packet in each (protocol v4, "WebSocket framing"). */
public final class PacketCodec {
  private PacketCodec() {}

  public static Frame encode(Packet packet) {
    return switch (packet) {
      case Packet.Open open -> Frame.text("0" + open.handshake());
      case Packet.Close close -> Frame.text("1");
      case Packet.Ping ping -> Frame.text("2" + ping.data());
      case Packet.Pong pong -> Frame.text("3" + pong.data());
      case Packet.Text message -> Frame.text("4" + message.text());
      case Packet.Upgrade upgrade -> Frame.text("5");
      case Packet.Noop noop -> Frame.text("6");
      case Packet.Binary message -> Frame.binary(message.bytes());
    };
  }

  public static Packet decode(String text) {
    if (text.isEmpty()) {
      throw new MalformedPacket("empty packet");
    }
    String data = text.substring(1);
    return switch (text.charAt(0)) {
      case '0' -> new Packet.Open(data);
      case '1' -> new Packet.Close();
      case '2' -> new Packet.Ping(data);
      case '3' -> new Packet.Pong(data);
      case '4' -> new Packet.Text(data);
      case '5' -> new Packet.Upgrade();
      case '6' -> new Packet.Noop();
      default -> throw new MalformedPacket("unknown packet type");
    };
  }
}
