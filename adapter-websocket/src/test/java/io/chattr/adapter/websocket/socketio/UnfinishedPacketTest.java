package io.chattr.adapter.websocket.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.VirtualTime;
import io.chattr.adapter.websocket.engineio.packet.Packet;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was collected of a packet whose rest never comes. */
@Timeout(60)
class UnfinishedPacketTest {
  private static final String TWO_TO_COME =
      "52-[\"a\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]";

  private final SocketIoSession session =
      new SocketIoSession(Set.of("/"), SocketIoOptions.DEFAULTS, new VirtualTime(), () -> "sid");

  /** Only the session holds on to what this refers to. */
  private WeakReference<byte[]> beginsPacket() {
    byte[] first = new byte[100_000];
    assertThat(session.receive(new Packet.Text(TWO_TO_COME))).isEmpty();
    assertThat(session.receive(new Packet.Binary(first))).isEmpty();
    return new WeakReference<>(first);
  }

  @Test
  void bytes_that_were_collected_are_let_go_when_the_socket_closes() {
    WeakReference<byte[]> collected = beginsPacket();

    session.close(CloseReason.PING_TIMEOUT);

    while (collected.get() != null) {
      System.gc();
    }
    // Somebody may still have the session; the bytes are gone all the same.
    Reference.reachabilityFence(session);
  }

  @Test
  void until_then_they_are_kept() {
    WeakReference<byte[]> collected = beginsPacket();

    System.gc();

    assertThat(collected.get()).isNotNull();
    Reference.reachabilityFence(session);
  }

  @Test
  void what_comes_after_the_close_is_not_collected() {
    beginsPacket();
    session.close(CloseReason.PING_TIMEOUT);

    byte[] late = new byte[100_000];
    assertThat(session.receive(new Packet.Binary(late))).isEmpty();
    var lateToo = new WeakReference<>(late);
    late = null;

    while (lateToo.get() != null) {
      System.gc();
    }
    Reference.reachabilityFence(session);
  }
}
