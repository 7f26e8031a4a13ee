package io.chattr.adapter.websocket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.websocket.engineio.packet.Packet;
import io.chattr.adapter.websocket.engineio.packet.PacketCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineConnectionTest {
  private final VirtualTime time = new VirtualTime();
  private final List<CloseReason> closes = new ArrayList<>();
  private final EngineServer server =
      new EngineServer(EngineOptions.DEFAULTS.withMaxQueued(8, 1_000), time, this::echo);

  private EngineListener echo(EngineConnection connection) {
    return new EngineListener() {
      @Override
      public void onMessage(Packet.Message message) {
        if (message instanceof Packet.Text text && text.text().equals("defect")) {
          throw new IllegalStateException("a defect");
        }
        connection.send(List.of(PacketCodec.encode(message)));
      }

      @Override
      public void onClose(CloseReason reason) {
        closes.add(reason);
      }
    };
  }

  private TestClient connect() {
    var client = TestClient.connect(server);
    client.frames();
    return client;
  }

  @Test
  void the_engine_alone_serves_an_echo() {
    assertThat(connect().sends("4hello").sends(new byte[3]).hears())
        .containsExactly("4hello", "<3 bytes>");
  }

  @Test
  void what_is_sent_while_held_goes_out_at_the_release_in_order_and_so_does_the_end() {
    var client = connect();

    client.connection().hold();
    client.sends("4one", "4two");
    assertThat(client.hears()).isEmpty();
    client.connection().release();
    assertThat(client.hears()).containsExactly("4one", "4two");

    client.connection().hold();
    client.connection().close(CloseReason.SHUTTING_DOWN);
    assertThat(client.closed()).isEmpty();
    client.connection().release();
    assertThat(client.closed()).contains(CloseReason.SHUTTING_DOWN);
  }

  @Test
  void one_alarm_serves_the_heartbeat_and_none_is_left_behind() {
    var client = connect();
    for (int i = 0; i < 100; i++) {
      time.pass(Duration.ofSeconds(26));
      client.sends("3");
      assertThat(time.appointments()).isEqualTo(1);
    }
    assertThat(client.hears()).hasSize(100).containsOnly("2");

    client.sends("1");
    assertThat(time.appointments()).isZero();
  }

  @Test
  void a_silent_client_is_closed_after_interval_and_timeout() {
    var client = connect();

    time.pass(Duration.ofSeconds(45).minusNanos(1));
    assertThat(client.closed()).isEmpty();
    time.pass(Duration.ofNanos(1));

    assertThat(client.closed()).contains(CloseReason.PING_TIMEOUT);
    assertThat(closes).containsExactly(CloseReason.PING_TIMEOUT);
    assertThat(server.size()).isZero();
  }

  @Test
  void the_application_hears_of_the_end_once() {
    var client = connect();

    client.connection().close(CloseReason.SHUTTING_DOWN);
    client.link().lost(CloseReason.TRANSPORT_CLOSE);
    time.pass(Duration.ofHours(1));

    assertThat(closes).containsExactly(CloseReason.SHUTTING_DOWN);
  }

  @Test
  void a_defect_in_the_application_ends_its_connection_and_no_other() {
    var client = connect();
    var other = connect();

    client.sends("4defect");

    assertThat(client.closed()).contains(CloseReason.INTERNAL_ERROR);
    assertThat(other.sends("4still here").hears()).containsExactly("4still here");
  }

  @Test
  void a_server_that_is_closed_closes_old_and_new_connections() {
    var old = connect();

    server.close();

    assertThat(old.closed()).contains(CloseReason.SHUTTING_DOWN);
    assertThat(connect().closed()).contains(CloseReason.SHUTTING_DOWN);
    assertThat(server.size()).isZero();
  }

  @Test
  void session_ids_cannot_be_guessed_from_one_another() {
    assertThat(connect().connection().sid()).hasSize(20).isNotEqualTo(connect().connection().sid());
  }
}
