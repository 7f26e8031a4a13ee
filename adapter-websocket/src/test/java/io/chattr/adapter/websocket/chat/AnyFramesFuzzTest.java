package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.websocket.engineio.AddressLimit;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.engineio.PendingWork;
import io.chattr.adapter.websocket.engineio.TestClient;
import io.chattr.adapter.websocket.engineio.VirtualTime;
import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.engineio.packet.MalformedPacket;
import io.chattr.adapter.websocket.plain.PlainListener;
import io.chattr.adapter.websocket.plain.PlainServer;
import io.chattr.adapter.websocket.plain.PlainSocket;
import io.chattr.adapter.websocket.socketio.packet.PacketJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A plain client that does what the bytes say, before an application that answers every frame with
 * what it has read of it. Run and fed like {@code AnyBytesFuzzTest}.
 */
class AnyFramesFuzzTest {
  private static final int MAX_FRAME = 200;
  private static final int MAX_FRAMES = 50;
  private static final int MAX_QUEUED = 5_000;

  /** A character escaped takes six bytes; so much of an answer is not the client's. */
  private static final int MAX_ANSWER = 6 * MAX_FRAME + 200;

  private long heard;

  @FuzzTest(maxDuration = "5m")
  void no_frames_do_any_harm(byte[] bytes) {
    var time = new VirtualTime();
    var handlers = new PendingWork();
    var server =
        new PlainServer(
            EngineOptions.DEFAULTS.withMaxPayload(MAX_FRAME).withMaxQueued(MAX_FRAMES, MAX_QUEUED),
            AddressLimit.none(),
            handlers,
            time,
            this::answering);
    var client = TestClient.connect(server.engine());
    ByteBuffer script = ByteBuffer.wrap(bytes);
    long waiting = 0;

    while (script.hasRemaining()) {
      switch (script.get() & 15) {
        case 8, 9 -> client.sends(bytes(script));
        case 10 -> client.link().receivePong();
        case 11 -> client.stalls();
        case 12 -> client.recovers();
        case 13 -> time.pass(Duration.ofSeconds(1));
        case 14, 15 -> handlers.run();
        default -> {
          String text = new String(bytes(script), StandardCharsets.UTF_8);
          // As the network does, which is not read while too much waits.
          if (client.link().isHearing()) {
            client.sends(text);
            // A server that has closed takes nothing, be it that the client does not know yet.
            waiting += client.connection().isOpen() ? text.length() : 0;
          }
        }
      }
      assertThat(waiting - heard).isLessThanOrEqualTo(2L * MAX_FRAME);
      assertThat(client.connection().backlog().bytes()).isLessThan(MAX_QUEUED + MAX_ANSWER);
    }

    server.close(CloseReason.SHUTTING_DOWN);
    client.recovers();
    time.pass(Duration.ofMinutes(2));
    handlers.run();
    assertThat(server.engine().size()).isZero();
    assertThat(time.appointments()).isZero();
  }

  /** As many as the first byte says, or as there are. */
  private static byte[] bytes(ByteBuffer script) {
    byte[] bytes =
        new byte[script.hasRemaining() ? Math.min(script.get() & 255, script.remaining()) : 0];
    script.get(bytes);
    return bytes;
  }

  private PlainListener answering(PlainSocket socket) {
    return new PlainListener() {
      @Override
      public void onOpen() {}

      @Override
      public void onText(String text) {
        heard += text.length();
        try {
          socket.send(List.of(Frame.text(PacketJson.write(answer(PlainFrame.of(text))))));
        } catch (MalformedPacket malformed) {
          socket.close(CloseReason.PARSE_ERROR);
        }
      }

      @Override
      public void onClose(CloseReason reason) {}
    };
  }

  private static ObjectNode answer(PlainFrame frame) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("type", frame.type());
    frame.id().ifPresent(id -> answer.set("replyTo", id));
    frame.repeatedField().ifPresent(field -> answer.put("repeated", field));
    return answer.set("data", frame.data());
  }
}
