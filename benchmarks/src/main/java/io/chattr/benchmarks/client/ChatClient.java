package io.chattr.benchmarks.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** One Socket.IO connection. For the thread of its loop alone. */
public final class ChatClient {
  private static final String UPGRADE =
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

  private final SocketChannel channel;
  private final SelectionKey key;
  private final String token;
  private final PacketListener listener;
  private final CompletableFuture<ChatClient> joined;
  private final Queue<ByteBuffer> unsent = new ArrayDeque<>();
  private byte[] begun = new byte[0];
  private boolean upgraded;

  /** {@code joined} completes when the server has let this client in. */
  ChatClient(
      SocketChannel channel,
      SelectionKey key,
      String token,
      PacketListener listener,
      CompletableFuture<ChatClient> joined) {
    this.channel = channel;
    this.key = key;
    this.token = token;
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
    begun = new byte[shared.remaining()];
    shared.get(begun);
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
      case Frames.TEXT -> take(frame.text());
      case Frames.PING -> write(Frames.encode(Frames.PONG, frame.text()));
      case Frames.CLOSE -> throw new IOException("The server closed the socket");
      default -> throw new IOException("A frame of an unknown kind: " + frame.opcode());
    }
  }

  private void take(String packet) throws IOException {
    if (packet.startsWith("42") || packet.startsWith("43")) {
      listener.hear(this, packet);
    } else if (packet.equals("2")) {
      send("3");
    } else if (packet.startsWith("0")) {
      send("40{\"token\":\"" + token + "\"}");
    } else if (packet.startsWith("40")) {
      joined.complete(this);
    } else {
      throw new IOException("Not let in: " + packet);
    }
  }
}
