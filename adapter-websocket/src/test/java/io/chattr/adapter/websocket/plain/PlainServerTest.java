package io.chattr.adapter.websocket.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.websocket.engineio.AddressLimit;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.engineio.PendingWork;
import io.chattr.adapter.websocket.engineio.TestClient;
import io.chattr.adapter.websocket.engineio.VirtualTime;
import io.chattr.adapter.websocket.engineio.packet.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plain connection does, in virtual time. */
class PlainServerTest {
  private static final Duration INTERVAL = EngineOptions.DEFAULTS.pingInterval();
  private static final Duration TIMEOUT = EngineOptions.DEFAULTS.pingTimeout();
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final VirtualTime time = new VirtualTime();
  private final PendingWork handlers = new PendingWork();
  private final List<String> heard = new ArrayList<>();
  private final List<PlainSocket> sockets = new ArrayList<>();
  private long deadline = Long.MAX_VALUE;
  private final PlainServer server =
      new PlainServer(
          EngineOptions.DEFAULTS.withMaxPayload(100).withMaxQueued(8, 1_000),
          AddressLimit.none(),
          handlers,
          time,
          this::open);

  private PlainListener open(PlainSocket socket) {
    sockets.add(socket);
    return new PlainListener() {
      @Override
      public void onOpen() {
        heard.add("open");
      }

      @Override
      public void onText(String text) {
        heard.add(text);
      }

      @Override
      public void onClose(CloseReason reason) {
        heard.add(reason.toString());
      }

      @Override
      public long deadline() {
        return deadline;
      }

      @Override
      public void onDeadline() {
        if (time.nanos() >= deadline) {
          socket.close(CloseReason.CONNECT_TIMEOUT);
        }
      }
    };
  }

  private TestClient connect() {
    return TestClient.connect(server.engine());
  }

  private List<String> heard() {
    handlers.run();
    var now = List.copyOf(heard);
    heard.clear();
    return now;
  }

  @Test
  void frames_go_both_ways_as_they_are_and_nothing_is_said_first() {
    TestClient client = connect().sends("2", "{}", "");
    assertThat(client.hears()).isEmpty();
    assertThat(heard()).containsExactly("open", "2", "{}", "");

    sockets.getFirst().send(List.of(Frame.text("hello"), Frame.text("there")));

    assertThat(client.hears()).containsExactly("hello", "there");
  }

  @Test
  void a_client_that_answers_pings_stays() {
    TestClient client = connect();

    for (int i = 0; i < 5; i++) {
      time.pass(INTERVAL);
      assertThat(client.frames()).containsExactly(Frame.ping());
      client.link().receivePong();
    }

    assertThat(client.closed()).isEmpty();
  }

  @Test
  void a_client_that_answers_no_ping_is_gone() {
    TestClient client = connect();

    time.pass(INTERVAL.plus(TIMEOUT));

    assertThat(client.closed()).contains(CloseReason.PING_TIMEOUT);
    assertThat(heard()).containsExactly("open", CloseReason.PING_TIMEOUT.toString());
    assertThat(server.engine().size()).isZero();
    assertThat(time.appointments()).isZero();
  }

  @Test
  void what_a_client_says_is_no_answer_to_a_ping() {
    TestClient client = connect();

    time.pass(INTERVAL);
    client.sends("3", "{}");
    time.pass(TIMEOUT);

    assertThat(client.closed()).contains(CloseReason.PING_TIMEOUT);
  }

  @Test
  void bytes_end_the_connection() {
    TestClient client = connect().sends(new byte[] {1});

    assertThat(client.closed()).contains(new CloseReason("binary frame", 1003));
  }

  @Test
  void too_large_a_frame_ends_the_connection_unheard() {
    TestClient client = connect().sends("é".repeat(51));

    assertThat(client.closed()).contains(CloseReason.TOO_LARGE);
    assertThat(heard()).containsExactly("open", CloseReason.TOO_LARGE.toString());
  }

  @Test
  void a_client_that_takes_nothing_is_closed_and_little_is_kept_for_it() {
    TestClient client = connect();
    client.stalls();
    PlainSocket socket = sockets.getFirst();

    for (int i = 0; i < 8; i++) {
      assertThat(socket.send(List.of(Frame.text("x")))).isTrue();
    }
    assertThat(socket.send(List.of(Frame.text("x")))).isFalse();
    client.recovers();

    assertThat(client.closed()).contains(CloseReason.OVERFLOW);
    assertThat(client.hears()).isEmpty();
  }

  @Test
  void who_paused_goes_on_when_little_waits() {
    TestClient client = connect();
    client.stalls();
    PlainSocket socket = sockets.getFirst();
    for (int i = 0; i < 8; i++) {
      socket.send(List.of(Frame.text("x")));
    }
    socket.whenDrained(() -> heard.add("drained"));
    client.takes(5);
    assertThat(heard()).containsExactly("open");

    client.takes(1);

    assertThat(heard()).containsExactly("drained");
  }

  @Test
  void a_flood_is_not_read_until_its_beginning_was_handled() {
    TestClient client = connect();
    handlers.run();

    for (int i = 0; i < 65; i++) {
      client.sends("x");
    }
    assertThat(client.link().isHearing()).isFalse();
    handlers.run();

    assertThat(client.link().isHearing()).isTrue();
    assertThat(heard()).hasSize(66);
  }

  @Test
  void the_deadline_of_the_application_is_kept() {
    deadline = PATIENCE.toNanos();
    TestClient client = connect();

    time.pass(PATIENCE.minusNanos(1));
    assertThat(client.closed()).isEmpty();
    time.pass(Duration.ofNanos(1));

    assertThat(client.closed()).contains(CloseReason.CONNECT_TIMEOUT);
  }

  @Test
  void an_application_that_fails_on_one_frame_hears_the_next() {
    var failing = new ArrayList<String>();
    var other =
        new PlainServer(
            EngineOptions.DEFAULTS,
            AddressLimit.none(),
            handlers,
            time,
            socket ->
                new PlainListener() {
                  @Override
                  public void onOpen() {}

                  @Override
                  public void onText(String text) {
                    failing.add(text);
                    throw new IllegalStateException("on purpose");
                  }

                  @Override
                  public void onClose(CloseReason reason) {}
                });

    TestClient.connect(other.engine()).sends("1", "2");
    handlers.run();

    assertThat(failing).containsExactly("1", "2");
  }

  @Test
  void closing_tells_everybody_why() {
    TestClient client = connect();

    server.close(CloseReason.SHUTTING_DOWN);

    assertThat(client.closed()).contains(CloseReason.SHUTTING_DOWN);
    assertThat(connect().closed()).contains(CloseReason.SHUTTING_DOWN);
  }
}
