package io.chattr.benchmarks.client;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** One Socket.IO connection. For the thread of its loop alone. */
public final class ChatClient {
  static final String UPGRADE =
      """
      GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;
  private static final String SWITCHING = "HTTP/1.1 101";
  private static final byte[] NOTHING = {};

  private final SocketChannel channel;
  private final SelectionKey key;
  private final String auth;
  private final PacketListener listener;
  private final CompletableFuture<ChatClient> joined;
  private final Queue<ByteBuffer> unsent = new ArrayDeque<>();
  private byte[] begun = NOTHING;
  private boolean upgraded;
  private String admission = "";

  /** {@code joined} completes when the server has let this client in. */
  ChatClient(
      SocketChannel channel,
      SelectionKey key,
      String auth,
      PacketListener listener,
      CompletableFuture<ChatClient> joined) {
    this.channel = channel;
    this.key = key;
    this.auth = auth;
    this.listener = listener;
    this.joined = joined;
  }

  void connected() throws IOException {
    write(ByteBuffer.wrap(UPGRADE.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Sends a packet of Engine.IO, for example {@code 42["event",{}]}. */
  public void send(String packet) throws IOException {
    write(Frames.encode(Frames.TEXT, packet));
  }

  private void write(ByteBuffer bytes) throws IOException {
    if (unsent.isEmpty()) {
      channel.write(bytes);
    }
    if (bytes.hasRemaining()) {
      unsent.add(bytes);
      key.interestOpsOr(SelectionKey.OP_WRITE);
    }
  }

  void goOnWriting() throws IOException {
    for (ByteBuffer next = unsent.peek(); next != null; next = unsent.peek()) {
      channel.write(next);
      if (next.hasRemaining()) {
        return;
      }
      unsent.remove();
    }
    key.interestOpsAnd(~SelectionKey.OP_WRITE);
  }

  /** Reads what is there, through a buffer that it shares with others. */
  void read(ByteBuffer shared) throws IOException {
    shared.clear().put(begun);
    int count = channel.read(shared);
    shared.flip();
    if (count < 0) {
      throw new IOException("The server closed the connection");
    }
    if (!upgraded) {
      upgraded = upgrade(shared);
    }
    if (upgraded) {
      for (var frame = Frames.decode(shared); frame != null; frame = Frames.decode(shared)) {
        take(frame);
      }
    }
    begun = shared.hasRemaining() ? new byte[shared.remaining()] : NOTHING;
    shared.get(begun);
  }

  /** What the server let this client in with, {@code 40{…}}; to be asked when it has. */
  public String admission() {
    return admission;
  }

  /** Cuts the connection off: the server is sent a reset, and nothing else. */
  public void cut() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.close();
  }

  private boolean upgrade(ByteBuffer in) throws IOException {
    String head = StandardCharsets.ISO_8859_1.decode(in.duplicate()).toString();
    int end = head.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    if (!head.startsWith(SWITCHING)) {
      throw new IOException("Not upgraded: " + head);
    }
    in.position(in.position() + end + 4);
    return true;
  }

  private void take(Frames.Frame frame) throws IOException {
    switch (frame.opcode()) {
      case Frames.TEXT -> {
        if (!listener.skim(frame.payload())) {
          take(frame.text());
        }
      }
      case Frames.PING -> write(Frames.encode(Frames.PONG, frame.text()));
      case Frames.CLOSE ->
          throw new IOException("The server closed the socket" + reason(frame.payload()));
      default -> throw new IOException("A frame of an unknown kind: " + frame.opcode());
    }
  }

  private static String reason(ByteBuffer payload) {
    return payload.remaining() < 2
        ? ""
        : ": " + payload.getShort() + " " + StandardCharsets.UTF_8.decode(payload);
  }

  private void take(String packet) throws IOException {
    if (packet.startsWith("42") || packet.startsWith("43")) {
      listener.hear(this, packet);
    } else if (packet.equals("2")) {
      send("3");
    } else if (packet.startsWith("0")) {
      send("40" + auth);
    } else if (packet.startsWith("40")) {
      admission = packet;
      joined.complete(this);
    } else {
      throw new IOException("Not let in: " + packet);
    }
  }
}
