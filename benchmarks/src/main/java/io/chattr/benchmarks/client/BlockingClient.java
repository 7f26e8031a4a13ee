package io.chattr.benchmarks.client;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One Socket.IO connection that sends and does not listen: another thread throws away what comes. A
 * call waits while the server does not read.
 */
public final class BlockingClient implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Socket socket;
  private final OutputStream out;

  private BlockingClient(Socket socket) throws IOException {
    this.socket = socket;
    this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
  }

  /** Returns when the server at {@code port} has let it in. */
  public static BlockingClient connect(int port, String auth) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    try {
      socket.setTcpNoDelay(true);
      var client = new BlockingClient(socket);
      client.out.write(ChatClient.UPGRADE.getBytes(StandardCharsets.US_ASCII));
      client.flush();
      InputStream in = socket.getInputStream();
      await(in, "0{");
      client.add("40" + auth);
      client.flush();
      await(in, "40{");
      Thread.ofPlatform().name("ignored").daemon().start(() -> ignore(in));
      return client;
    } catch (IOException refused) {
      socket.close();
      throw refused;
    }
  }

  private static void await(InputStream in, String start) throws IOException {
    var read = new ByteArrayOutputStream();
    var some = new byte[BUFFER];
    while (!read.toString(StandardCharsets.ISO_8859_1).contains(start)) {
      int count = in.read(some);
      if (count < 0) {
        throw new IOException("Not let in: " + read);
      }
      read.write(some, 0, count);
    }
  }

  private static void ignore(InputStream in) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException closed) {
      // Who sends finds out.
    }
  }

  /** Sends a packet of Engine.IO with the next {@link #flush}, or before. */
  public void add(String packet) throws IOException {
    ByteBuffer frame = Frames.encode(Frames.TEXT, packet);
    var bytes = new byte[frame.remaining()];
    frame.get(bytes);
    out.write(bytes);
  }

  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException gone) {
      // So it is closed.
    }
  }
}
