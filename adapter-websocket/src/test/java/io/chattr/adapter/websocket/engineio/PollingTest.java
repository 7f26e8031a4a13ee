package io.chattr.adapter.websocket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.engineio.packet.Packet;
import io.chattr.adapter.websocket.engineio.request.EngineError;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollingTest {
  private static final String UNKNOWN = "400 {\"code\":1,\"message\":\"Session ID unknown\"}";
  private static final String BAD = "400 {\"code\":3,\"message\":\"Bad request\"}";
  private static final Duration INTERVAL = Duration.ofMillis(300);
  private static final Duration TIMEOUT = Duration.ofMillis(200);

  private final VirtualTime time = new VirtualTime();
  private final TestApplication application = new TestApplication();
  private final EngineServer server =
      new EngineServer(
          EngineOptions.DEFAULTS
              .withPings(INTERVAL, TIMEOUT)
              .withMaxPayload(100)
              .withMaxQueued(8, 1_000),
          time,
          application);
  private final PollingClient client = PollingClient.connect(server);

  private void isGone(CloseReason reason) {
    assertThat(application.closes()).containsExactly(reason);
    assertThat(client.hears()).isEqualTo(UNKNOWN);
    assertThat(client.posts("4x").answer()).isEqualTo(UNKNOWN);
    assertThat(server.size()).isZero();
    assertThat(time.appointments()).isZero();
  }

  @Test
  void the_first_get_is_answered_with_the_handshake() {
    assertThat(client.handshake())
        .isEqualTo(
            "0{\"sid\":\"%s\",\"upgrades\":[\"websocket\"],\"pingInterval\":300,\"pingTimeout\":200,\"maxPayload\":100}"
                .formatted(client.sid()));
  }

  @Test
  void a_get_waits_until_there_is_something_for_the_client() {
    TestRequest poll = client.polls();
    assertThat(poll.isAnswered()).isFalse();

    application.sends("4hello €");

    assertThat(poll.answer()).isEqualTo("4hello €");
  }

  @Test
  void what_waited_comes_in_one_answer_in_order_with_record_separators_between() {
    application.sends("4a", "4b");
    application.sends(new byte[] {1, 2, 3, 4});
    application.sends("4c");

    assertThat(client.hears()).isEqualTo("4a|4b|bAQIDBA==|4c");
  }

  @Test
  void nothing_is_sent_twice() {
    application.sends("4a");
    client.polls();

    assertThat(client.polls().isAnswered()).isFalse();
  }

  @Test
  void a_post_is_answered_ok_and_its_packets_are_heard_in_order() {
    assertThat(client.posts("4test1|bAQIDBA==|4test2 €").answer()).isEqualTo("ok");
    assertThat(client.posts("4test3").answer()).isEqualTo("ok");

    assertThat(application.heard()).containsExactly("4test1", "<4 bytes>", "4test2 €", "4test3");
  }

  /** As the Java client posts them. */
  @Test
  void bytes_may_come_in_lines() {
    assertThat(client.posts("bAQID\nBA==\n|bAQ\r\nIDBA==\r\n|b\n|4x").answer()).isEqualTo("ok");

    assertThat(application.heard()).containsExactly("<4 bytes>", "<4 bytes>", "<0 bytes>", "4x");
  }

  @Test
  void a_post_and_a_get_may_be_open_at_once() {
    TestRequest poll = client.polls();

    assertThat(client.posts("4x").answer()).isEqualTo("ok");

    assertThat(poll.isAnswered()).isFalse();
    assertThat(application.closes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "", "4a|", "4a||4b", "b!", "b=", "bA", "4a|bAQ=|4b", "7"})
  void a_post_that_cannot_be_decoded_is_refused_and_ends_the_session(String body) {
    TestRequest poll = client.polls();

    assertThat(client.posts(body).answer()).isEqualTo(BAD);

    assertThat(poll.answer()).isEqualTo("1");
    isGone(CloseReason.PARSE_ERROR);
  }

  @Test
  void what_stands_before_the_first_bad_packet_is_heard_and_nothing_behind_it() {
    client.posts("4a|x|4b");

    assertThat(application.heard()).containsExactly("4a");
  }

  @Test
  void a_second_get_ends_the_session_and_the_first_is_told() {
    TestRequest first = client.polls();
    TestRequest second = client.polls();

    assertThat(first.answer()).isEqualTo("1");
    assertThat(second.answer()).isEqualTo(BAD);
    isGone(CloseReason.OVERLAP);
  }

  @Test
  void a_second_post_ends_the_session() {
    TestRequest first = client.beginsToPost();

    assertThat(client.posts("4b").answer()).isEqualTo(BAD);

    assertThat(first.answer()).isEqualTo(BAD);
    assertThat(application.heard()).isEmpty();
    isGone(CloseReason.OVERLAP);
  }

  @Test
  void a_client_that_closes_has_its_get_released_by_a_noop() {
    TestRequest poll = client.polls();

    assertThat(client.posts("1").answer()).isEqualTo("ok");

    assertThat(poll.answer()).isEqualTo("6");
    isGone(CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void a_get_that_was_overtaken_by_the_clients_close_is_released_too() {
    application.sends("4nobody wants this");
    assertThat(client.posts("4bye|1").answer()).isEqualTo("ok");
    assertThat(application.heard()).containsExactly("4bye");
    assertThat(application.closes()).containsExactly(CloseReason.TRANSPORT_CLOSE);

    assertThat(client.hears()).isEqualTo("6");
    isGone(CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void a_client_that_closed_without_a_get_is_forgotten_after_the_timeout() {
    client.posts("1");
    time.pass(TIMEOUT);

    isGone(CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void the_body_of_a_post_is_limited_in_bytes_and_not_in_characters() {
    assertThat(client.posts("4" + "€".repeat(33)).answer()).isEqualTo("ok");

    assertThat(client.posts("4x" + "€".repeat(33)).answer())
        .isEqualTo("413 {\"code\":3,\"message\":\"Payload too large\"}");
    isGone(CloseReason.TOO_LARGE);
  }

  @Test
  void a_post_that_fails_below_is_refused_and_ends_the_session() {
    TestRequest post = client.beginsToPost();

    client.link().fail(post, EngineError.BAD_REQUEST, CloseReason.PARSE_ERROR);
    client.posts(post, "4late");

    assertThat(post.answer()).isEqualTo(BAD);
    assertThat(application.heard()).isEmpty();
    isGone(CloseReason.PARSE_ERROR);
  }

  @Test
  void a_get_that_breaks_off_ends_the_session() {
    client.link().lost(client.polls());

    isGone(CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void a_post_that_breaks_off_ends_the_session() {
    TestRequest poll = client.polls();

    client.link().lost(client.beginsToPost());

    assertThat(poll.answer()).isEqualTo("1");
    isGone(CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void an_answer_that_cannot_be_written_ends_the_session_for_what_it_carried_is_lost() {
    TestRequest poll = client.pollsSlowly();
    application.sends("4a");

    client.link().lost(poll);

    isGone(CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void a_connection_that_ends_after_its_request_does_no_harm() {
    application.sends("4a");
    TestRequest poll = client.polls();
    TestRequest post = client.posts("4b");

    client.link().lost(poll);
    client.link().lost(post);

    assertThat(application.closes()).isEmpty();
  }

  @Test
  void the_server_pings_and_the_pong_starts_the_next_interval() {
    for (int i = 0; i < 3; i++) {
      TestRequest poll = client.polls();
      time.pass(INTERVAL.minusNanos(1));
      assertThat(poll.isAnswered()).isFalse();
      time.pass(Duration.ofNanos(1));
      assertThat(poll.answer()).isEqualTo("2");
      client.reads(poll);
      assertThat(client.posts("3").answer()).isEqualTo("ok");
    }
    assertThat(time.appointments()).isEqualTo(1);
  }

  @Test
  void a_ping_that_nobody_fetched_waits_for_the_next_get() {
    time.pass(INTERVAL);

    assertThat(client.hears()).isEqualTo("2");
  }

  @Test
  void a_client_that_never_polls_is_gone_after_interval_and_timeout() {
    time.pass(INTERVAL.plus(TIMEOUT));

    isGone(CloseReason.PING_TIMEOUT);
  }

  @Test
  void fetching_the_ping_late_does_not_prolong_its_timeout() {
    time.pass(INTERVAL.plus(TIMEOUT).minusNanos(1));
    assertThat(client.hears()).isEqualTo("2");
    time.pass(Duration.ofNanos(1));

    isGone(CloseReason.PING_TIMEOUT);
  }

  @Test
  void a_get_that_waits_when_the_pong_is_missing_is_told_the_end() {
    TestRequest ping = client.polls();
    time.pass(INTERVAL);
    client.reads(ping);
    TestRequest poll = client.polls();
    time.pass(TIMEOUT);

    assertThat(poll.answer()).isEqualTo("1");
    isGone(CloseReason.PING_TIMEOUT);
  }

  @Test
  void who_missed_a_heartbeat_is_not_served_though_no_alarm_has_rung() {
    var late =
        new Timer() {
          private long now;

          @Override
          public long nanos() {
            return now;
          }

          @Override
          public Alarm at(long nanos, Runnable action) {
            return () -> {};
          }
        };
    var other = PollingClient.connect(new EngineServer(EngineOptions.DEFAULTS, late, application));
    late.now = Duration.ofSeconds(25).toNanos();
    assertThat(other.hears()).isEqualTo("2");
    late.now = Duration.ofSeconds(45).toNanos();

    assertThat(other.hears()).isEqualTo("1");
    assertThat(application.closes()).containsExactly(CloseReason.PING_TIMEOUT);
  }

  @Test
  void a_ping_of_the_client_ends_the_session() {
    assertThat(client.posts("2").answer()).isEqualTo("ok");

    isGone(CloseReason.HEARTBEAT_DIRECTION);
  }

  @Test
  void a_session_that_the_server_closes_tells_the_get_that_waits() {
    TestRequest poll = client.polls();

    application.connection().close(CloseReason.SHUTTING_DOWN);

    assertThat(poll.answer()).isEqualTo("1");
    isGone(CloseReason.SHUTTING_DOWN);
  }

  @Test
  void what_was_sent_before_a_close_waits_for_the_next_get() {
    application.sends("4bye");
    application.connection().close(CloseReason.SHUTTING_DOWN);
    assertThat(client.posts("4too late").answer()).isEqualTo(BAD);

    assertThat(client.hears()).isEqualTo("4bye|1");
    isGone(CloseReason.SHUTTING_DOWN);
  }

  @Test
  void a_client_that_never_comes_for_the_rest_is_forgotten() {
    application.sends("4bye");
    application.connection().close(CloseReason.SHUTTING_DOWN);
    assertThat(server.size()).isEqualTo(1);

    time.pass(TIMEOUT);

    isGone(CloseReason.SHUTTING_DOWN);
  }

  @Test
  void a_session_that_ends_refuses_the_post_that_is_coming_in() {
    TestRequest post = client.beginsToPost();

    application.connection().abort(CloseReason.INTERNAL_ERROR);

    assertThat(post.answer()).isEqualTo(BAD);
  }

  @Test
  void a_session_that_nobody_polls_keeps_a_bounded_queue() {
    for (int i = 0; i < 8; i++) {
      application.sends("4x");
    }
    assertThat(application.closes()).isEmpty();

    application.sends("4x");

    assertThat(application.connection().backlog()).isEqualTo(new Backlog(0, 0));
    isGone(CloseReason.OVERFLOW);
  }

  @Test
  void one_answer_carries_about_as_much_as_one_request_may() {
    for (int i = 0; i < 3; i++) {
      application.sends("4" + "x".repeat(59));
    }

    assertThat(client.hears()).hasSize(121);
    assertThat(client.hears()).hasSize(60);
  }

  @Test
  void what_comes_while_an_answer_is_being_written_waits_for_the_next_get() {
    TestRequest first = client.pollsSlowly();
    application.sends("4a", "4b");
    assertThat(first.answer()).isEqualTo("4a");

    TestRequest second = client.pollsSlowly();
    assertThat(second.isAnswered()).isFalse();
    assertThat(application.connection().backlog().frames()).isEqualTo(1);

    client.reads(first);
    assertThat(second.answer()).isEqualTo("4b");
  }

  @Test
  void a_client_that_does_not_read_its_answers_overflows_however_often_it_polls() {
    TestRequest first = client.pollsSlowly();
    application.sends("4a");
    TestRequest second = client.pollsSlowly();
    for (int i = 0; i < 9; i++) {
      application.sends("4x");
    }

    assertThat(application.closes()).containsExactly(CloseReason.OVERFLOW);
    client.link().lost(first);
    assertThat(second.answer()).isEqualTo("1");
  }

  @Test
  void a_writer_that_paused_hears_when_the_backlog_has_been_fetched() {
    var drained = new boolean[1];
    EngineServer other =
        new EngineServer(
            EngineOptions.DEFAULTS.withMaxQueued(8, 1_000),
            time,
            connection ->
                new EngineListener() {
                  @Override
                  public void onMessage(Packet.Message message) {
                    for (int i = 0; i < 8; i++) {
                      connection.send(List.of(Frame.text("4x")));
                    }
                  }

                  @Override
                  public void onClose(CloseReason reason) {}

                  @Override
                  public void onDrained() {
                    if (!drained[0]) {
                      drained[0] = true;
                      connection.send(List.of(Frame.text("4more")));
                    }
                  }
                });
    var reader = PollingClient.connect(other);
    reader.posts("4go");
    assertThat(drained[0]).isFalse();

    assertThat(reader.hears()).isEqualTo("4x|4x|4x|4x|4x|4x|4x|4x|4more");
    assertThat(drained[0]).isTrue();
  }

  @Test
  void what_the_application_does_not_want_to_hear_holds_the_answer_to_its_post_back() {
    application.hearsOnly(2);
    TestRequest post = client.posts("4a|4b|4c|4d|4e");
    assertThat(application.heard()).containsExactly("4a", "4b");
    assertThat(post.isAnswered()).isFalse();

    application.hearsAgain(2);
    assertThat(application.heard()).containsExactly("4a", "4b", "4c", "4d");
    assertThat(post.isAnswered()).isFalse();

    application.hearsAgain(9);
    assertThat(application.heard()).containsExactly("4a", "4b", "4c", "4d", "4e");
    assertThat(post.answer()).isEqualTo("ok");
  }

  @Test
  void a_pong_behind_what_is_held_back_is_not_missing() {
    time.pass(INTERVAL);
    client.polls();
    application.hearsOnly(1);
    client.posts("4a|4b|3");

    time.pass(TIMEOUT.multipliedBy(5));
    assertThat(application.closes()).isEmpty();
    application.hearsAgain(9);
    time.pass(INTERVAL.minusNanos(1));

    assertThat(application.closes()).isEmpty();
  }

  @Test
  void what_was_held_back_is_dropped_with_its_session() {
    application.hearsOnly(1);
    TestRequest post = client.posts("4a|4b");

    application.connection().abort(CloseReason.INTERNAL_ERROR);
    application.hearsAgain(9);

    assertThat(application.heard()).containsExactly("4a");
    assertThat(post.answer()).isEqualTo(BAD);
    isGone(CloseReason.INTERNAL_ERROR);
  }

  @Test
  void a_server_that_is_closed_closes_old_and_new_sessions() {
    TestRequest poll = client.polls();

    server.close();

    assertThat(poll.answer()).isEqualTo("1");
    assertThat(PollingClient.connect(server).hears()).isEqualTo("1");
    assertThat(server.size()).isZero();
  }
}
