package io.chattr.adapter.websocket.socketio.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.chattr.adapter.websocket.engineio.packet.MalformedPacket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Whatever comes, no more is held than attachments may be, and nothing once the packet is whole.
 */
class PacketDecoderFuzzTest {
  private static final int MOST = 300;

  @FuzzTest(maxDuration = "1m")
  void what_waits_for_attachments_is_bounded(byte[] bytes) {
    var decoder = new PacketDecoder(3, MOST);
    ByteBuffer script = ByteBuffer.wrap(bytes);

    while (script.hasRemaining()) {
      boolean isText = (script.get() & 1) == 0;
      byte[] frame =
          new byte[script.hasRemaining() ? Math.min(script.get() & 255, script.remaining()) : 0];
      script.get(frame);
      try {
        boolean isWhole =
            isText
                ? decoder.take(new String(frame, StandardCharsets.UTF_8)).isPresent()
                : decoder.take(frame).isPresent();
        assertThat(decoder.heldBytes()).isLessThanOrEqualTo(isWhole ? 0 : MOST);
      } catch (MalformedPacket malformed) {
        // The connection ends, and lets go.
        decoder.clear();
        assertThat(decoder.heldBytes()).isZero();
      }
    }
  }
}
