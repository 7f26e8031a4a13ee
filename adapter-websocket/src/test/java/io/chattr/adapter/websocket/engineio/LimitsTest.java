package io.chattr.adapter.websocket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.websocket.engineio.packet.Packet;
import io.chattr.adapter.websocket.engineio.request.Peer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What one client and one address may take. */
class LimitsTest {
  private final VirtualTime time = new VirtualTime();
  private final AtomicInteger heard = new AtomicInteger();
  private final AddressLimit addresses = new AddressLimit(2, true);
  private final EngineServer server =
      new EngineServer(
          Framing.PLAIN,
          addresses,
          EngineOptions.DEFAULTS
              .withMaxPerSecond(10)
              .withPings(Duration.ofDays(1), Duration.ofDays(1)),
          time,
          connection ->
              new EngineListener() {
                @Override
                public void onMessage(Packet.Message message) {
                  heard.incrementAndGet();
                }

                @Override
                public void onClose(CloseReason reason) {}
              });

  private List<CloseReason> connect(String address, int times) {
    var closed = new ArrayList<CloseReason>();
    for (int i = 0; i < times; i++) {
      open(address).over().ifPresent(closed::add);
    }
    return closed;
  }

  private WebSocketLink open(String address) {
    var made = new ArrayList<WebSocketLink>();
    server.open(
        new Peer(new InetSocketAddress(address, 1), Map.of(), Map.of()),
        link -> {
          made.add(link);
          return () -> {};
        });
    return made.getFirst();
  }

  private static int sends(WebSocketLink link, int frames) {
    int sent = 0;
    while (sent < frames && link.over().isEmpty()) {
      link.receive("x");
      sent++;
    }
    return sent;
  }

  @Test
  void a_client_may_send_ten_seconds_worth_at_once_and_no_more() {
    WebSocketLink link = open("127.0.0.1");

    assertThat(sends(link, 1_000)).isEqualTo(101);

    assertThat(heard).hasValue(100);
    assertThat(link.over()).contains(CloseReason.FLOOD);
  }

  @Test
  void a_client_may_send_its_share_for_ever() {
    WebSocketLink link = open("127.0.0.1");

    for (int second = 0; second < 100; second++) {
      sends(link, 10);
      time.pass(Duration.ofSeconds(1));
    }

    assertThat(link.over()).isEmpty();
    assertThat(heard).hasValue(1_000);
  }

  @Test
  void a_client_that_sends_a_little_too_much_is_closed_in_the_end() {
    WebSocketLink link = open("127.0.0.1");

    int sent = 0;
    while (link.over().isEmpty()) {
      sent += sends(link, 1);
      time.pass(Duration.ofMillis(90));
    }

    assertThat(link.over()).contains(CloseReason.FLOOD);
    assertThat(sent).isBetween(900, 1_100);
  }

  @Test
  void what_is_saved_up_is_no_more_after_a_long_silence() {
    WebSocketLink link = open("127.0.0.1");
    time.pass(Duration.ofHours(20));

    assertThat(sends(link, 1_000)).isEqualTo(101);
  }

  @Test
  void an_address_has_so_many_connections_and_others_have_theirs() {
    assertThat(connect("127.0.0.1", 5))
        .containsExactly(CloseReason.TOO_MANY, CloseReason.TOO_MANY, CloseReason.TOO_MANY);

    assertThat(connect("127.0.0.2", 2)).isEmpty();
    assertThat(server.size()).isEqualTo(4);
  }

  @Test
  void a_connection_that_has_gone_makes_room() {
    WebSocketLink first = open("127.0.0.1");
    open("127.0.0.1");
    WebSocketLink refused = open("127.0.0.1");

    refused.lost(CloseReason.TRANSPORT_CLOSE);
    assertThat(connect("127.0.0.1", 1)).containsExactly(CloseReason.TOO_MANY);
    first.lost(CloseReason.TRANSPORT_CLOSE);
    first.lost(CloseReason.TRANSPORT_CLOSE);

    assertThat(connect("127.0.0.1", 2)).containsExactly(CloseReason.TOO_MANY);
  }

  @Test
  void when_all_have_gone_nothing_is_left() {
    for (int i = 0; i < 4; i++) {
      open("127.0.0." + i).lost(CloseReason.TRANSPORT_CLOSE);
    }

    assertThat(addresses.size()).isZero();
    assertThat(server.size()).isZero();
  }

  @Test
  void a_network_of_version_six_counts_as_one_address() {
    assertThat(connect("2001:db8:0:1::1", 2)).isEmpty();
    assertThat(connect("2001:db8:0:1:ffff::2", 1)).containsExactly(CloseReason.TOO_MANY);
    assertThat(connect("2001:db8:0:2::1", 1)).isEmpty();
  }

  @Test
  void this_machine_is_not_counted_because_proxies_are_there() {
    var limit = new AddressLimit(1);
    var here = new InetSocketAddress("127.0.0.1", 1);

    assertThat(List.of(limit.enter(here), limit.enter(here), limit.enter(null))).containsOnly(true);
  }
}
