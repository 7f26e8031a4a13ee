package io.chattr.adapter.websocket.echo;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A WebSocket client that writes and does not read, as on a link that has died. */
final class RawClient implements AutoCloseable {
  private final Socket socket;

  private RawClient(Socket socket) {
    this.socket = socket;
  }

  static String upgrade(String path, String origin) {
    return "GET %s HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: %s\r\n"
            .formatted(path, origin)
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
  }

  /** The head of the answer to a handshake with one header more. */
  static String answer(int port, String path, String header) throws IOException {
    try (var socket = new Socket("localhost", port)) {
      socket.setSoTimeout(30_000);
      String request =
          upgrade(path, "https://chat.example")
              .replaceFirst("\r\n\r\n", "\r\n" + header + "\r\n\r\n");
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          throw new IOException("closed after " + head);
        }
        head.append((char) next);
      }
      return head.toString();
    }
  }

  static RawClient open(int port, String path) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress("localhost", port));
    socket
        .getOutputStream()
        .write(upgrade(path, "https://chat.example").getBytes(StandardCharsets.US_ASCII));
    var head =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), 1);
    if (!head.readLine().contains("101")) {
      throw new IOException("not upgraded");
    }
    return new RawClient(socket);
  }

  /** At most 125 bytes, under a mask of zeros. */
  void sends(String text) throws IOException {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    var frame = new ByteArrayOutputStream();
    frame.write(0x81);
    frame.write(0x80 | payload.length);
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    socket.getOutputStream().write(frame.toByteArray());
  }

  /** Says goodbye, and keeps the connection all the same. */
  void sendsClose() throws IOException {
    socket
        .getOutputStream()
        .write(new byte[] {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 3, (byte) 0xE8});
  }

  /** Joins the main namespace, and reads for the last time. */
  void joins() throws IOException {
    sends("40");
    var heard = new StringBuilder();
    while (heard.indexOf("[\"auth\",{}]") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("closed after " + heard);
      }
      heard.append((char) next);
    }
  }

  boolean trySends(String text) {
    try {
      sends(text);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /** Reads to the end, which comes when the server has let go. */
  boolean isClosedByServer() throws IOException {
    socket.setSoTimeout(30_000);
    InputStream in = socket.getInputStream();
    try {
      return in.transferTo(OutputStream.nullOutputStream()) >= 0;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
