package io.chattr.adapter.websocket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeTest {
  private static final String BAD = "400 {\"code\":3,\"message\":\"Bad request\"}";
  private static final Duration NOOP_INTERVAL = Duration.ofMillis(100);
  private static final Duration UPGRADE_TIMEOUT = EngineOptions.DEFAULTS.upgradeTimeout();

  private final VirtualTime time = new VirtualTime();
  private final TestApplication application = new TestApplication();
  private final EngineServer server =
      new EngineServer(EngineOptions.DEFAULTS.withMaxPayload(100), time, application);
  private final PollingClient client = PollingClient.connect(server);
  private final TestClient websocket = client.probes();

  private void upgrade() {
    websocket.sends("2probe", "5");
    assertThat(websocket.hears()).containsExactly("3probe");
  }

  private void pollingGoesOn() {
    assertThat(client.posts("4by polling").answer()).isEqualTo("ok");
    assertThat(application.heard()).contains("4by polling");
    TestRequest poll = client.polls();
    application.sends("4still here");
    assertThat(poll.answer()).isEqualTo("4still here");
    assertThat(websocket.hears()).isEmpty();
    assertThat(application.closes()).isEmpty();
  }

  @Test
  void the_reference_server_gives_an_upgrade_ten_seconds() {
    assertThat(UPGRADE_TIMEOUT).hasSeconds(10);
  }

  @Test
  void a_websocket_that_asks_is_answered_and_polling_goes_on() {
    assertThat(websocket.hears()).isEmpty();
    websocket.sends("2probe");

    assertThat(websocket.hears()).containsExactly("3probe");
    pollingGoesOn();
  }

  @Test
  void before_the_probe_a_get_waits_as_ever() {
    assertThat(client.polls().isAnswered()).isFalse();
  }

  @Test
  void the_probe_releases_gets_again_and_again_but_not_without_a_pause() {
    TestRequest poll = client.polls();
    websocket.sends("2probe");

    for (int i = 0; i < 5; i++) {
      time.pass(NOOP_INTERVAL.minusNanos(1));
      assertThat(poll.isAnswered()).isFalse();
      time.pass(Duration.ofNanos(1));
      assertThat(poll.answer()).isEqualTo("6");
      client.reads(poll);
      poll = client.polls();
    }
  }

  @Test
  void a_get_that_comes_long_after_the_probe_is_released_at_once() {
    websocket.sends("2probe");
    time.pass(NOOP_INTERVAL);

    assertThat(client.hears()).isEqualTo("6");
  }

  @Test
  void what_waits_is_flushed_to_the_websocket_once_the_session_has_moved() {
    websocket.sends("2probe");
    websocket.hears();
    application.sends("4a", "4b");
    assertThat(websocket.hears()).isEmpty();

    websocket.sends("5");
    application.sends("4c");

    assertThat(websocket.hears()).containsExactly("4a", "4b", "4c");
  }

  @Test
  void what_is_sent_between_probe_and_move_goes_to_the_get_that_waits_and_nowhere_else() {
    websocket.sends("2probe");
    websocket.hears();
    TestRequest poll = client.polls();
    application.sends("4a");
    assertThat(poll.answer()).isEqualTo("4a");
    client.reads(poll);
    application.sends("4b");

    websocket.sends("5");

    assertThat(websocket.hears()).containsExactly("4b");
  }

  @Test
  void probe_and_move_in_one_breath_are_answered_in_order() {
    websocket.stalls();
    websocket.sends("2probe", "5");
    application.sends("4a");
    websocket.recovers();

    assertThat(websocket.hears()).containsExactly("3probe", "4a");
  }

  @Test
  void after_the_move_the_session_speaks_by_websocket_alone() {
    upgrade();

    websocket.sends("4hello").sends(new byte[3]);
    application.sends("4back");

    assertThat(application.heard()).containsExactly("4hello", "<3 bytes>");
    assertThat(websocket.hears()).containsExactly("4back");
    assertThat(client.hears()).isEqualTo(BAD);
    assertThat(client.posts("4x").answer()).isEqualTo(BAD);
    assertThat(websocket.sends("4still here").closed()).isEmpty();
  }

  @Test
  void a_get_that_still_waits_at_the_move_is_refused_as_one_after_it() {
    websocket.sends("2probe");
    TestRequest poll = client.polls();

    websocket.sends("5");

    assertThat(poll.answer()).isEqualTo(BAD);
    client.link().lost(poll);
    assertThat(application.closes()).isEmpty();
  }

  @Test
  void a_request_that_was_let_in_before_the_move_is_refused_after_it() {
    upgrade();
    var get = new TestRequest();
    var post = new TestRequest();

    client.link().poll(get);
    assertThat(client.link().post(post)).isFalse();

    assertThat(get.answer()).isEqualTo(BAD);
    assertThat(post.answer()).isEqualTo(BAD);
    assertThat(application.closes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "4x", "2", "3", "6", "1", "", "abc", "2prob", "2probes", "0{}"})
  void who_begins_with_anything_but_a_probe_is_closed_and_polling_goes_on(String packet) {
    websocket.sends(packet);

    assertThat(websocket.closed()).contains(CloseReason.UPGRADE_FAILED);
    pollingGoesOn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"4x", "2", "3probe", "1", "5 ", "5x", ""})
  void who_follows_with_anything_but_the_move_is_closed_and_polling_goes_on(String packet) {
    websocket.sends("2probe");
    websocket.hears();

    websocket.sends(packet, "5");

    assertThat(websocket.closed()).contains(CloseReason.UPGRADE_FAILED);
    pollingGoesOn();
  }

  @Test
  void bytes_are_no_probe() {
    websocket.sends(new byte[] {1});

    assertThat(websocket.closed()).contains(CloseReason.UPGRADE_FAILED);
    pollingGoesOn();
  }

  @Test
  void a_second_probe_is_answered_too() {
    websocket.sends("2probe", "2probe");

    assertThat(websocket.hears()).containsExactly("3probe", "3probe");
  }

  @Test
  void a_websocket_that_takes_too_long_is_closed_and_polling_goes_on() {
    websocket.sends("2probe");
    websocket.hears();
    time.pass(UPGRADE_TIMEOUT.minusNanos(1));
    assertThat(websocket.closed()).isEmpty();
    time.pass(Duration.ofNanos(1));

    assertThat(websocket.closed()).contains(CloseReason.UPGRADE_FAILED);
    pollingGoesOn();
  }

  @Test
  void a_websocket_that_says_nothing_is_closed_after_the_same_time() {
    time.pass(UPGRADE_TIMEOUT);

    assertThat(websocket.closed()).contains(CloseReason.UPGRADE_FAILED);
  }

  @Test
  void a_websocket_that_breaks_off_leaves_room_for_another() {
    websocket.sends("2probe");
    websocket.link().lost(CloseReason.TRANSPORT_CLOSE);
    var another = client.probes();

    another.sends("2probe", "5", "4hello");

    assertThat(another.closed()).isEmpty();
    assertThat(application.heard()).containsExactly("4hello");
  }

  @Test
  void gets_are_not_released_any_more_when_the_upgrade_has_failed() {
    websocket.sends("2probe");
    websocket.link().lost(CloseReason.TRANSPORT_CLOSE);
    TestRequest poll = client.polls();
    time.pass(Duration.ofSeconds(1));

    assertThat(poll.isAnswered()).isFalse();
  }

  @Test
  void a_second_websocket_during_an_upgrade_is_closed_and_the_first_is_not_disturbed() {
    websocket.sends("2probe");
    websocket.hears();
    TestClient second = client.probes();
    assertThat(second.sends("2probe", "5").closed()).contains(CloseReason.UPGRADE_FAILED);
    assertThat(second.hears()).isEmpty();

    websocket.sends("5", "4hello");

    assertThat(application.heard()).containsExactly("4hello");
    assertThat(websocket.closed()).isEmpty();
  }

  @Test
  void a_second_websocket_after_the_upgrade_is_closed_and_the_first_is_not_disturbed() {
    upgrade();
    TestClient second = client.probes();
    assertThat(second.sends("2probe", "5", "4x").closed()).contains(CloseReason.UPGRADE_FAILED);
    second.link().lost(CloseReason.TRANSPORT_CLOSE);

    application.sends("4hello");

    assertThat(websocket.hears()).containsExactly("4hello");
    assertThat(second.hears()).isEmpty();
    assertThat(application.heard()).isEmpty();
    assertThat(application.closes()).isEmpty();
  }

  @Test
  void a_session_that_is_closed_during_an_upgrade_takes_the_websocket_with_it() {
    websocket.sends("2probe");
    TestRequest poll = client.polls();

    application.connection().close(CloseReason.SHUTTING_DOWN);

    assertThat(poll.answer()).isEqualTo("1");
    assertThat(websocket.closed()).contains(CloseReason.UPGRADE_FAILED);
    assertThat(server.size()).isZero();
    assertThat(time.appointments()).isZero();
  }

  @Test
  void a_get_that_breaks_off_during_an_upgrade_ends_the_session() {
    TestRequest poll = client.polls();

    client.link().lost(poll);

    assertThat(application.closes()).containsExactly(CloseReason.TRANSPORT_CLOSE);
    assertThat(websocket.closed()).contains(CloseReason.UPGRADE_FAILED);
  }

  @Test
  void who_moves_while_it_still_posts_is_closed_and_polling_goes_on() {
    websocket.sends("2probe");
    websocket.hears();
    TestRequest post = client.beginsToPost();

    websocket.sends("5");
    client.posts(post, "4a");

    assertThat(websocket.closed()).contains(CloseReason.UPGRADE_FAILED);
    assertThat(post.answer()).isEqualTo("ok");
    assertThat(application.heard()).containsExactly("4a");
  }

  @Test
  void what_was_posted_is_heard_before_what_follows_by_websocket() {
    application.hearsOnly(1);
    TestRequest post = client.posts("4a|4b|4c");
    assertThat(application.heard()).containsExactly("4a");

    websocket.sends("2probe", "5", "4d");

    assertThat(application.heard()).containsExactly("4a", "4b", "4c", "4d");
    assertThat(post.answer()).isEqualTo("ok");
    assertThat(websocket.link().isHearing()).isFalse();
  }

  @Test
  void a_ping_that_was_fetched_by_polling_may_be_answered_by_websocket() {
    time.pass(Duration.ofSeconds(25));
    assertThat(client.hears()).isEqualTo("2");
    var late = client.probes();
    late.sends("2probe", "5", "3");
    time.pass(Duration.ofSeconds(20));

    assertThat(late.closed()).isEmpty();
  }

  @Test
  void a_session_that_has_moved_ends_with_its_websocket() {
    upgrade();
    websocket.link().lost(CloseReason.TRANSPORT_CLOSE);

    assertThat(application.closes()).containsExactly(CloseReason.TRANSPORT_CLOSE);
    assertThat(server.size()).isZero();
    assertThat(time.appointments()).isZero();
  }

  @Test
  void a_session_that_has_moved_is_closed_by_a_websocket_close_and_not_by_a_packet() {
    upgrade();
    application.connection().close(CloseReason.SHUTTING_DOWN);

    assertThat(websocket.closed()).contains(CloseReason.SHUTTING_DOWN);
    assertThat(websocket.hears()).isEmpty();
  }

  @Test
  void an_unknown_session_cannot_be_probed() {
    assertThat(server.probe("unknown", link -> () -> {})).isFalse();
  }
}
