package io.chattr.adapter.websocket.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.engineio.PendingWork;
import io.chattr.adapter.websocket.engineio.PollingClient;
import io.chattr.adapter.websocket.engineio.TestClient;
import io.chattr.adapter.websocket.engineio.VirtualTime;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * One client by WebSocket and one by polling that do what the bytes say. A normal build tries the
 * inputs that are kept; with {@code JAZZER_FUZZ=1} new ones are sought, guided by what they reach.
 */
class AnyBytesFuzzTest {
  private static final int MAX_QUEUED = 20_000;

  @FuzzTest(maxDuration = "5m")
  void no_bytes_do_any_harm(byte[] bytes) {
    var time = new VirtualTime();
    var handlers = new PendingWork();
    NamespaceHandler handler =
        request -> request.accept(JsonNodeFactory.instance.objectNode(), AnyBytesFuzzTest::echo);
    var server =
        new SocketIoServer(
            Map.of("/", handler, "/a", handler),
            EngineOptions.DEFAULTS.withMaxPayload(2_000).withMaxQueued(50, MAX_QUEUED),
            SocketIoOptions.DEFAULTS.withMaxAttachments(3, 2_000),
            handlers,
            time);
    var websocket = TestClient.connect(server.engine());
    var polling = PollingClient.connect(server.engine());
    var probe = polling.probes();
    ByteBuffer script = ByteBuffer.wrap(bytes);

    while (script.hasRemaining()) {
      switch (script.get() & 15) {
        case 0, 1, 2, 3 -> websocket.sends(text(script));
        case 4 -> websocket.sends(text(script).getBytes(StandardCharsets.UTF_8));
        case 5, 6, 7 -> polling.posts(text(script));
        case 8, 9 -> polling.polls();
        case 10 -> probe.sends("2probe");
        case 11 -> probe.sends("5");
        case 12 -> probe.sends(text(script));
        case 13 -> time.pass(Duration.ofSeconds(1));
        case 15 -> probe.sends(text(script).getBytes(StandardCharsets.UTF_8));
        default -> handlers.run();
      }
      assertThat(websocket.connection().backlog().bytes()).isLessThan(MAX_QUEUED + 3_000);
      assertThat(polling.connection().backlog().bytes()).isLessThan(MAX_QUEUED + 3_000);
    }

    server.close();
    time.pass(Duration.ofMinutes(2));
    handlers.run();
    assertThat(server.engine().size()).isZero();
    assertThat(time.appointments()).isZero();
  }

  /** As many characters as the first byte says, or as there are. */
  private static String text(ByteBuffer script) {
    byte[] text =
        new byte[script.hasRemaining() ? Math.min(script.get() & 255, script.remaining()) : 0];
    script.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static SocketListener echo(ClientSocket socket) {
    return new SocketListener() {
      @Override
      public void onEvent(Event event) {
        socket.emit(event.name(), event.args().toArray(JsonNode[]::new));
        event.ack().ifPresent(ack -> ack.send(event.args().toArray(JsonNode[]::new)));
        socket.emitWithAck(Duration.ofSeconds(3), "asked");
      }

      @Override
      public void onClose(CloseReason reason) {}
    };
  }
}
