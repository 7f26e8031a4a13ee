package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers offer to compress; that would cost memory for every connection, and is declined. */
class CompressionIT {

  @ParameterizedTest
  @ValueSource(
      strings = {
        ChatSockets.PATH + "/?EIO=4&transport=websocket",
        ChatSockets.PLAIN_PATH,
      })
  void compression_that_a_client_offers_is_declined(String path) throws IOException {
    try (var server = ChatServer.start(ChatServer.Setup.over(new MemoryStore()))) {
      List<String> answer = handshake(server.port(), path);

      assertThat(answer.getFirst()).contains(" 101 ");
      assertThat(answer).anyMatch(line -> line.startsWith("sec-websocket-accept:"));
      assertThat(answer).noneMatch(line -> line.startsWith("sec-websocket-extensions:"));
    }
  }

  /** The answer's head, in lower case. */
  private static List<String> handshake(int port, String path) throws IOException {
    String request =
        "GET %s HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                .formatted(path)
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n";
    try (var socket = new Socket("localhost", port);
        var answer =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), 1)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var lines = new ArrayList<String>();
      for (String line = answer.readLine(); !line.isEmpty(); line = answer.readLine()) {
        lines.add(line.toLowerCase(Locale.ROOT));
      }
      return lines;
    }
  }
}
