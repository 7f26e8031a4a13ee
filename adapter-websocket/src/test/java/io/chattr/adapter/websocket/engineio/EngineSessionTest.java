package io.chattr.adapter.websocket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.engineio.packet.Packet;
import io.chattr.adapter.websocket.engineio.request.TransportKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineSessionTest {
  private static final Duration INTERVAL = Duration.ofMillis(300);
  private static final Duration TIMEOUT = Duration.ofMillis(200);
  private static final EngineOptions OPTIONS =
      EngineOptions.DEFAULTS
          .withPings(INTERVAL, TIMEOUT)
          .withMaxPayload(10)
          .withMaxQueued(8, 1_000);

  private final VirtualTime time = new VirtualTime();
  private final EngineSession session =
      new EngineSession("s3cret", TransportKind.WEBSOCKET, OPTIONS, time);

  private static List<EngineEvent> closed(CloseReason reason) {
    return List.of(new EngineEvent.Closed(reason));
  }

  private List<EngineEvent> after(Duration duration) {
    time.pass(duration);
    return session.tick();
  }

  private void afterHandshake() {
    session.next();
  }

  @Test
  void the_defaults_are_those_of_the_reference_server() {
    assertThat(EngineOptions.DEFAULTS.pingInterval()).hasSeconds(25);
    assertThat(EngineOptions.DEFAULTS.pingTimeout()).hasSeconds(20);
    assertThat(EngineOptions.DEFAULTS.maxPayload()).isEqualTo(1_000_000);
  }

  @Test
  void the_handshake_has_exactly_five_fields() throws Exception {
    String first = String.valueOf(session.next());

    JsonNode json = new ObjectMapper().readTree(first.substring(1));
    assertThat(first).startsWith("0");
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly("sid", "upgrades", "pingInterval", "pingTimeout", "maxPayload");
    assertThat(json)
        .hasToString(
            "{\"sid\":\"s3cret\",\"upgrades\":[],\"pingInterval\":300,\"pingTimeout\":200,\"maxPayload\":10}");
  }

  @Test
  void messages_go_up_and_frames_go_down_in_order() {
    afterHandshake();

    assertThat(session.receive("4hi"))
        .containsExactly(new EngineEvent.Received(new Packet.Text("hi")));
    session.send(List.of(Frame.text("4a"), Frame.text("4b")));
    session.send(List.of(Frame.text("4c")));

    assertThat(List.of(session.next(), session.next(), session.next())).hasToString("[4a, 4b, 4c]");
    assertThat(session.next()).isNull();
  }

  @Test
  void the_server_pings_and_the_pong_starts_the_next_interval() {
    afterHandshake();
    for (int i = 0; i < 3; i++) {
      assertThat(after(INTERVAL)).isEmpty();
      assertThat(session.next()).hasToString("2");
      time.pass(TIMEOUT.minusMillis(1));
      session.receive("3");
      assertThat(after(INTERVAL.minusMillis(1))).isEmpty();
      assertThat(session.next()).isNull();
      time.pass(Duration.ofMillis(1));
      session.tick();
      assertThat(session.next()).hasToString("2");
      session.receive("3");
    }
  }

  @Test
  void the_timeout_runs_from_the_moment_the_ping_is_queued_though_nobody_takes_it() {
    after(INTERVAL);

    assertThat(after(TIMEOUT.minusMillis(1))).isEmpty();
    assertThat(after(Duration.ofMillis(1))).isEqualTo(closed(CloseReason.PING_TIMEOUT));
  }

  @Test
  void a_late_alarm_does_not_prolong_the_timeout() {
    after(INTERVAL.plusMillis(30));

    assertThat(after(TIMEOUT.minusMillis(31))).isEmpty();
    assertThat(after(Duration.ofMillis(1))).isEqualTo(closed(CloseReason.PING_TIMEOUT));
  }

  @Test
  void after_a_pause_of_the_process_a_client_has_half_the_timeout_at_least() {
    after(INTERVAL.multipliedBy(10));

    assertThat(after(TIMEOUT.dividedBy(2).minusMillis(1))).isEmpty();
    assertThat(after(Duration.ofMillis(1))).isEqualTo(closed(CloseReason.PING_TIMEOUT));
  }

  @Test
  void messages_are_no_substitute_for_a_pong() {
    after(INTERVAL);
    session.receive("4hi");

    assertThat(after(TIMEOUT)).isEqualTo(closed(CloseReason.PING_TIMEOUT));
  }

  @Test
  void a_pong_that_was_not_read_is_not_missing() {
    after(INTERVAL);
    session.hear(false);

    assertThat(after(TIMEOUT.multipliedBy(5))).isEmpty();
    session.hear(true);
    assertThat(after(TIMEOUT.minusMillis(1))).isEmpty();
    assertThat(after(Duration.ofMillis(1))).isEqualTo(closed(CloseReason.PING_TIMEOUT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "2probe"})
  void a_ping_of_the_client_is_an_invalid_heartbeat_direction(String ping) {
    assertThat(session.receive(ping)).isEqualTo(closed(CloseReason.HEARTBEAT_DIRECTION));
    assertThat(CloseReason.HEARTBEAT_DIRECTION.text()).isEqualTo("invalid heartbeat direction");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "7", "0{}", "5"})
  void a_packet_that_makes_no_sense_closes(String packet) {
    assertThat(session.receive(packet)).isEqualTo(closed(CloseReason.PARSE_ERROR));
  }

  @Test
  void the_client_may_close() {
    assertThat(session.receive("1")).isEqualTo(closed(CloseReason.TRANSPORT_CLOSE));
    assertThat(session.over()).contains(CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void a_noop_is_nothing() {
    assertThat(session.receive("6")).isEmpty();
    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void the_payload_is_limited_in_bytes_and_not_in_characters() {
    assertThat(session.receive("4€€€")).isNotEmpty();
    assertThat(session.isOpen()).isTrue();

    assertThat(session.receive("4€€€x")).isEqualTo(closed(CloseReason.TOO_LARGE));
    assertThat(CloseReason.TOO_LARGE.code()).isEqualTo(1009);
  }

  @Test
  void a_binary_payload_is_limited_too() {
    assertThat(session.receive(new byte[10])).hasSize(1);
    assertThat(session.receive(new byte[11])).isEqualTo(closed(CloseReason.TOO_LARGE));
  }

  @Test
  void what_was_sent_before_a_close_is_still_written() {
    afterHandshake();
    session.send(List.of(Frame.text("4bye")));

    assertThat(session.close(CloseReason.SHUTTING_DOWN))
        .isEqualTo(closed(CloseReason.SHUTTING_DOWN));
    session.send(List.of(Frame.text("4late")));

    assertThat(session.over()).isEmpty();
    assertThat(session.next()).hasToString("4bye");
    assertThat(session.next()).isNull();
    assertThat(session.over()).contains(CloseReason.SHUTTING_DOWN);
  }

  @Test
  void a_client_that_does_not_take_the_rest_in_time_loses_it() {
    session.close(CloseReason.SHUTTING_DOWN);

    assertThat(after(TIMEOUT)).isEmpty();
    assertThat(session.over()).contains(CloseReason.SHUTTING_DOWN);
    assertThat(session.next()).isNull();
  }

  @Test
  void too_many_frames_for_a_slow_client_close_it() {
    afterHandshake();
    for (int i = 0; i < 8; i++) {
      assertThat(session.send(List.of(Frame.text("4x")))).isEmpty();
    }

    assertThat(session.send(List.of(Frame.text("4x")))).isEqualTo(closed(CloseReason.OVERFLOW));
    assertThat(session.over()).contains(CloseReason.OVERFLOW);
    assertThat(session.backlog()).isEqualTo(new Backlog(0, 0));
  }

  @Test
  void who_is_dismissed_is_not_sent_what_waits() {
    afterHandshake();
    session.send(List.of(Frame.text("4x")));

    assertThat(session.dismiss(CloseReason.SHUTTING_DOWN))
        .isEqualTo(closed(CloseReason.SHUTTING_DOWN));
    assertThat(session.next()).isNull();
    assertThat(session.over()).contains(CloseReason.SHUTTING_DOWN);
  }

  @Test
  void too_many_bytes_for_a_slow_client_close_it() {
    afterHandshake();
    session.send(List.of(Frame.binary(new byte[900])));

    assertThat(session.send(List.of(Frame.binary(new byte[101]))))
        .isEqualTo(closed(CloseReason.OVERFLOW));
  }

  @Test
  void one_large_frame_may_wait_when_nothing_else_does() {
    afterHandshake();

    assertThat(session.send(List.of(Frame.binary(new byte[5_000])))).isEmpty();
    assertThat(session.backlog()).isEqualTo(new Backlog(1, 5_000));
  }

  @Test
  void a_ping_is_sent_however_full_the_queue_is() {
    afterHandshake();
    for (int i = 0; i < 8; i++) {
      session.send(List.of(Frame.text("4x")));
    }

    assertThat(after(INTERVAL)).isEmpty();
    assertThat(session.backlog().frames()).isEqualTo(9);
  }

  @Test
  void a_session_closes_once_and_hears_nothing_after() {
    session.close(CloseReason.SHUTTING_DOWN);

    assertThat(session.close(CloseReason.OVERFLOW)).isEmpty();
    assertThat(session.abort(CloseReason.TRANSPORT_CLOSE)).isEmpty();
    assertThat(session.receive("4x")).isEmpty();
    assertThat(session.receive(new byte[1])).isEmpty();
    assertThat(session.over()).contains(CloseReason.SHUTTING_DOWN);
    assertThat(session.deadline()).isEqualTo(Ticker.NEVER);
  }
}
