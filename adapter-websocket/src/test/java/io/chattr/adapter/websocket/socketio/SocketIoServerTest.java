package io.chattr.adapter.websocket.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.engineio.PendingWork;
import io.chattr.adapter.websocket.engineio.TestClient;
import io.chattr.adapter.websocket.engineio.VirtualTime;
import io.chattr.adapter.websocket.engineio.packet.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketIoServerTest {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final VirtualTime time = new VirtualTime();
  private final PendingWork handlers = new PendingWork();
  private final List<ConnectRequest> requests = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final List<Ack> acks = new ArrayList<>();
  private final SocketIoServer server =
      new SocketIoServer(
          Map.of(
              "/",
              requests::add,
              "/custom",
              requests::add,
              "/broken",
              request -> {
                throw new IllegalStateException("a defect");
              }),
          EngineOptions.DEFAULTS.withMaxQueued(100, 10_000),
          SocketIoOptions.DEFAULTS.withConnectTimeout(CONNECT_TIMEOUT).withMaxUnhandledEvents(8),
          handlers,
          time);
  private TestClient client;

  @BeforeEach
  void connect() {
    client = TestClient.connect(server.engine());
    client.frames();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode text(String value) {
    return TextNode.valueOf(value);
  }

  private void sends(String... frames) {
    client.sends(frames);
    handlers.run();
  }

  private SocketListener listener(String name) {
    return new SocketListener() {
      @Override
      public void onEvent(Event event) {
        heard.add(name + event.name() + event.args());
        event.ack().ifPresent(acks::add);
      }

      @Override
      public void onClose(CloseReason reason) {
        heard.add(name + "closed: " + reason.text());
      }
    };
  }

  private ClientSocket join() {
    return join("40", "");
  }

  private ClientSocket join(String connect, String name) {
    sends(connect);
    ClientSocket socket = requests.getLast().accept(object(), accepted -> listener(name));
    client.frames();
    return socket;
  }

  private void assertClosed(CloseReason reason) {
    handlers.run();
    assertThat(client.closed()).contains(reason);
    assertThat(server.engine().size()).isZero();
  }

  // Connecting

  @Test
  void nothing_is_connected_until_the_client_asks() {
    handlers.run();

    assertThat(requests).isEmpty();
    assertThat(client.hears()).isEmpty();
  }

  @Test
  void the_answer_to_a_connect_has_only_the_sid_of_the_socket() {
    sends("40");
    ClientSocket socket = requests.getFirst().accept(object(), accepted -> listener(""));

    assertThat(client.hears()).containsExactly("40{\"sid\":\"" + socket.sid() + "\"}");
    assertThat(socket.isOpen()).isTrue();
  }

  @Test
  void the_sid_that_others_may_see_is_not_the_secret_of_the_session() {
    assertThat(join().sid()).isNotEqualTo(client.connection().sid());
  }

  @Test
  void extra_fields_stand_beside_the_sid() {
    sends("40/custom");
    var request = requests.getFirst();
    request.accept(object().put("pid", "p1"), accepted -> listener(""));

    assertThat(client.hears())
        .containsExactly("40/custom,{\"sid\":\"" + request.sid() + "\",\"pid\":\"p1\"}");
  }

  @Test
  void the_handler_gets_the_authentication_and_the_facts_of_the_connection() {
    sends("40", "40/custom,{\"token\":\"abc\"}");

    assertThat(requests).extracting(ConnectRequest::auth).hasToString("[{}, {\"token\":\"abc\"}]");
    assertThat(requests.getLast().namespace()).isEqualTo("/custom");
    assertThat(requests.getLast().peer()).isEqualTo(TestClient.PEER);
  }

  @Test
  void an_unknown_namespace_is_refused_in_exactly_these_words_and_the_connection_stays() {
    sends("40/random");

    assertThat(client.hears()).containsExactly("44/random,{\"message\":\"Invalid namespace\"}");
    assertThat(join().isOpen()).isTrue();
  }

  @Test
  void a_refusal_has_message_and_data_and_the_client_may_ask_again() {
    sends("40");
    requests.getLast().refuse("Expired", object().put("code", "token_expired"));
    handlers.run();

    assertThat(client.hears())
        .containsExactly("44{\"message\":\"Expired\",\"data\":{\"code\":\"token_expired\"}}");
    assertThat(client.closed()).isEmpty();
    assertThat(join().isOpen()).isTrue();
    assertThat(heard).isEmpty();
  }

  @Test
  void a_handler_that_fails_refuses() {
    sends("40/broken");

    assertThat(client.hears()).containsExactly("44/broken,{\"message\":\"Internal error\"}");
  }

  @Test
  void a_request_is_answered_once() {
    sends("40");
    var request = requests.getLast();
    request.refuse("No", null);

    assertThatThrownBy(() -> request.accept(object(), accepted -> listener("")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_client_that_never_asks_is_closed_after_the_connect_timeout() {
    time.pass(CONNECT_TIMEOUT.minusNanos(1));
    assertThat(client.closed()).isEmpty();
    time.pass(Duration.ofNanos(1));

    assertClosed(CloseReason.CONNECT_TIMEOUT);
  }

  @Test
  void a_refused_client_does_not_gain_time() {
    time.pass(CONNECT_TIMEOUT.minusSeconds(1));
    sends("40/random");
    time.pass(Duration.ofSeconds(1));

    assertClosed(CloseReason.CONNECT_TIMEOUT);
  }

  @Test
  void who_leaves_the_last_namespace_has_the_connect_timeout_again() {
    sends("40");
    requests.getFirst().accept(object(), accepted -> listener(""));
    client.frames();
    sends("41");
    time.pass(CONNECT_TIMEOUT.minusNanos(1));
    assertThat(client.closed()).isEmpty();
    time.pass(Duration.ofNanos(1));

    assertClosed(CloseReason.CONNECT_TIMEOUT);
  }

  @Test
  void the_connect_timeout_bounds_the_decision_too_and_a_late_yes_lets_nobody_in() {
    sends("40");
    time.pass(CONNECT_TIMEOUT);
    assertClosed(CloseReason.CONNECT_TIMEOUT);
    assertThat(requests.getFirst().isOpen()).isFalse();

    ClientSocket socket = requests.getFirst().accept(object(), accepted -> listener(""));
    handlers.run();

    assertThat(socket.isOpen()).isFalse();
    assertThat(socket.emit("x")).isFalse();
    assertThat(heard).containsExactly("closed: connect timeout");
  }

  @Test
  void the_connect_timeout_bounds_the_decision_over_a_second_namespace() {
    join();
    time.pass(CONNECT_TIMEOUT.multipliedBy(2));
    sends("40/custom");
    time.pass(CONNECT_TIMEOUT.minusNanos(1));
    assertThat(client.closed()).isEmpty();
    time.pass(Duration.ofNanos(1));

    assertClosed(CloseReason.CONNECT_TIMEOUT);
  }

  @Test
  void who_has_joined_stays_beyond_the_connect_timeout() {
    join();
    time.pass(CONNECT_TIMEOUT.multipliedBy(2));

    assertThat(client.closed()).isEmpty();
  }

  // Broken rules

  @Test
  void a_second_connect_to_the_same_namespace_closes() {
    join();
    sends("40");

    assertClosed(CloseReason.INVALID_STATE);
    assertThat(heard).containsExactly("closed: invalid state");
  }

  @Test
  void a_second_connect_before_the_decision_closes() {
    sends("40", "40");

    assertClosed(CloseReason.INVALID_STATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"42[\"a\"]", "42/custom,[\"a\"]", "41", "431[]", "42/random,[\"a\"]"})
  void anything_before_connect_closes(String packet) {
    sends(packet);

    assertClosed(CloseReason.INVALID_STATE);
  }

  @Test
  void an_event_before_the_decision_closes() {
    sends("40", "42[\"a\"]");

    assertClosed(CloseReason.INVALID_STATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4abc",
        "4",
        "42{}",
        "42abc[\"message-with-ack\"]",
        "42[\"connect\"]",
        "44{}",
        "451-[\"a\"]x",
        "x"
      })
  void a_bad_packet_closes(String packet) {
    join();
    sends(packet);

    assertClosed(CloseReason.PARSE_ERROR);
    assertThat(heard).containsExactly("closed: parse error");
  }

  @Test
  void bytes_out_of_place_close() {
    join();
    client.sends(new byte[1]);

    assertClosed(CloseReason.PARSE_ERROR);
  }

  // Events and acknowledgements

  @Test
  void events_arrive_in_order_with_their_arguments() {
    join();
    sends("42[\"a\",1,\"2\",{\"3\":[true]}]", "42[\"b\"]", "42[7]");

    assertThat(heard).containsExactly("a[1, \"2\", {\"3\":[true]}]", "b[]", "7[]");
    assertThat(acks).isEmpty();
  }

  @Test
  void attachments_arrive_as_binary_nodes() {
    join();
    client.sends("451-[\"a\",{\"_placeholder\":true,\"num\":0}]").sends(new byte[] {1, 2, 3});
    handlers.run();

    assertThat(heard).containsExactly("a[\"AQID\"]");
  }

  @Test
  void an_acknowledgement_echoes_the_id_and_is_sent_once() {
    join("40/custom", "");
    sends("42/custom,456[\"a\"]");

    assertThat(acks.getFirst().send(text("ok"), text("again"))).isTrue();
    assertThat(acks.getFirst().send(text("twice"))).isFalse();
    assertThat(client.hears()).containsExactly("43/custom,456[\"ok\",\"again\"]");
  }

  @Test
  void an_acknowledgement_with_bytes_is_a_binary_one() {
    join();
    sends("42789[\"a\"]");
    acks.getFirst().send(BinaryNode.valueOf(new byte[] {1, 2}));

    assertThat(client.frames())
        .hasToString("[461-789[{\"_placeholder\":true,\"num\":0}], <2 bytes>]")
        .last()
        .isEqualTo(Frame.binary(new byte[] {1, 2}));
  }

  @Test
  void nobody_is_acknowledged_after_the_end() {
    join();
    sends("421[\"a\"]", "41");

    assertThat(acks.getFirst().send()).isFalse();
    assertThat(client.hears()).isEmpty();
  }

  @Test
  void each_socket_and_direction_counts_its_own_acknowledgements() {
    ClientSocket main = join();
    ClientSocket custom = join("40/custom", "");
    var answers = new ArrayList<String>();
    main.emitWithAck(CONNECT_TIMEOUT, "m").thenAccept(args -> answers.add("main" + args));
    custom.emitWithAck(CONNECT_TIMEOUT, "c").thenAccept(args -> answers.add("custom" + args));
    assertThat(client.hears()).containsExactly("420[\"m\"]", "42/custom,0[\"c\"]");

    sends("420[\"mine\"]", "43/custom,0[1]", "430[2,3]");

    assertThat(answers).containsExactly("custom[1]", "main[2, 3]");
    assertThat(heard).containsExactly("mine[]");
  }

  @Test
  void an_acknowledgement_that_is_late_or_repeated_or_made_up_is_ignored() {
    ClientSocket socket = join();
    CompletionStage<List<JsonNode>> answer = socket.emitWithAck(Duration.ofSeconds(1), "a");
    time.pass(Duration.ofSeconds(1));
    handlers.run();

    sends("430[]", "430[]", "4377[]");

    assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
    assertThatThrownBy(answer.toCompletableFuture()::get).hasCauseInstanceOf(NoAck.class);
    assertThat(client.closed()).isEmpty();
  }

  @Test
  void who_waits_for_an_acknowledgement_hears_of_the_end() {
    ClientSocket socket = join();
    var answer = socket.emitWithAck(Duration.ofSeconds(1), "a");
    sends("1");

    assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
    assertThat(socket.emitWithAck(Duration.ofSeconds(1), "a").toCompletableFuture())
        .isNotCompleted()
        .satisfies(late -> handlers.run())
        .isCompletedExceptionally();
  }

  // Emitting

  @Test
  void an_event_is_encoded_once_for_many() {
    ClientSocket socket = join();
    var event = EncodedEvent.of("/", "message", List.of(text("hi"), text("cursor")));

    assertThat(socket.emit(event)).isTrue();
    Frame first = client.frames().getFirst();
    socket.emit(event);

    assertThat(client.frames().getFirst())
        .isSameAs(first)
        .hasToString("42[\"message\",\"hi\",\"cursor\"]");
  }

  @Test
  void json_that_is_text_already_goes_in_as_it_is() {
    ClientSocket socket = join();
    JsonNode raw = JsonNodeFactory.instance.rawValueNode(new RawValue("{\"a\":1}"));
    socket.emit(EncodedEvent.of("/", "a", List.of(raw, text("cursor"))));

    assertThat(client.hears()).containsExactly("42[\"a\",{\"a\":1},\"cursor\"]");
  }

  @Test
  void an_event_encoded_for_another_namespace_is_a_mistake() {
    ClientSocket socket = join();

    assertThatThrownBy(() -> socket.emit(EncodedEvent.of("/custom", "a", List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void frames_keep_the_order_in_which_they_were_given() {
    ClientSocket socket = join();
    sends("421[\"x\"]");
    client.stalls();

    socket.emit("a");
    acks.getFirst().send();
    socket.emit("b", BinaryNode.valueOf(new byte[2]));
    socket.emitWithAck(CONNECT_TIMEOUT, "c");
    client.recovers();

    assertThat(client.hears())
        .containsExactly(
            "42[\"a\"]",
            "431[]",
            "451-[\"b\",{\"_placeholder\":true,\"num\":0}]",
            "<2 bytes>",
            "420[\"c\"]");
  }

  @Test
  void a_slow_client_is_closed_and_nobody_waits_for_it() {
    ClientSocket socket = join();
    client.stalls();
    for (int i = 0; i < 100; i++) {
      assertThat(socket.emit("a")).isTrue();
    }
    assertThat(socket.backlog().frames()).isEqualTo(100);

    assertThat(socket.emit("a")).isFalse();

    client.recovers();
    assertClosed(CloseReason.OVERFLOW);
    assertThat(heard).containsExactly("closed: client too slow");
    assertThat(client.hears()).isEmpty();
  }

  @Test
  void who_pages_is_called_back_when_the_client_has_taken_most() {
    ClientSocket socket = join();
    client.stalls();
    for (int i = 0; i < 60; i++) {
      socket.emit("a");
    }
    socket.whenDrained(() -> heard.add("drained"));
    client.takes(34);
    handlers.run();
    assertThat(heard).isEmpty();

    client.takes(1);
    handlers.run();
    client.recovers();
    handlers.run();

    assertThat(heard).containsExactly("drained");
  }

  @Test
  void who_pages_is_called_back_at_once_when_little_waits() {
    join().whenDrained(() -> heard.add("drained"));
    assertThat(heard).isEmpty();
    handlers.run();

    assertThat(heard).containsExactly("drained");
  }

  @Test
  void nobody_is_called_back_after_the_end() {
    ClientSocket socket = join();
    client.stalls();
    for (int i = 0; i < 60; i++) {
      socket.emit("a");
    }
    socket.whenDrained(() -> heard.add("drained"));
    client.link().lost(CloseReason.TRANSPORT_CLOSE);
    handlers.run();

    assertThat(heard).containsExactly("closed: transport close");
  }

  // Leaving

  @Test
  void a_disconnect_has_no_reply_and_the_connection_stays() {
    ClientSocket socket = join();
    time.pass(Duration.ofSeconds(20));
    sends("41");

    assertThat(heard).containsExactly("closed: client namespace disconnect");
    assertThat(socket.isOpen()).isFalse();
    time.pass(Duration.ofSeconds(5));
    assertThat(client.hears()).containsExactly("2");
  }

  @Test
  void leaving_one_namespace_leaves_the_others_alone() {
    join("40", "main ");
    join("40/custom", "custom ");
    sends("41/custom", "42[\"a\"]");

    assertThat(heard).containsExactly("custom closed: client namespace disconnect", "main a[]");
  }

  @Test
  void an_event_after_the_clients_own_disconnect_closes() {
    join();
    sends("41", "42[\"a\"]");

    assertClosed(CloseReason.INVALID_STATE);
  }

  @Test
  void the_server_may_leave_a_namespace_and_what_was_under_way_breaks_no_rule() {
    ClientSocket socket = join();
    socket.disconnect();
    sends("42[\"a\"]", "41");

    assertThat(client.hears()).containsExactly("41");
    assertThat(heard).containsExactly("closed: server namespace disconnect");
    assertThat(client.closed()).isEmpty();
    assertThat(join().isOpen()).isTrue();
  }

  @Test
  void the_server_closes_with_a_reason_after_what_it_emitted_before() {
    ClientSocket socket = join();
    client.stalls();
    socket.emit("bye");
    socket.close(new CloseReason("session revoked", 4001));
    assertThat(socket.emit("late")).isFalse();
    client.recovers();

    assertThat(client.hears()).containsExactly("42[\"bye\"]");
    assertClosed(new CloseReason("session revoked", 4001));
    assertThat(heard).containsExactly("closed: session revoked");
  }

  @Test
  void the_end_is_told_once_whatever_follows() {
    ClientSocket socket = join();
    socket.close(CloseReason.SHUTTING_DOWN);
    client.link().lost(CloseReason.TRANSPORT_CLOSE);
    socket.disconnect();
    time.pass(Duration.ofHours(1));
    handlers.run();

    assertThat(heard).containsExactly("closed: server shutting down");
  }

  // Handlers

  @Test
  void handlers_are_called_by_their_executor_alone() {
    join();
    client.sends("42[\"a\"]");
    assertThat(heard).isEmpty();

    handlers.run();
    assertThat(heard).containsExactly("a[]");
  }

  @Test
  void a_flood_that_the_handlers_cannot_follow_is_not_read_any_more() {
    join();
    for (int i = 0; i < 8; i++) {
      client.sends("42[\"a\"]");
    }
    assertThat(client.link().isHearing()).isTrue();
    client.sends("42[\"a\"]");
    assertThat(client.link().isHearing()).isFalse();

    handlers.run();

    assertThat(client.link().isHearing()).isTrue();
    assertThat(heard).hasSize(9);
  }

  @Test
  void a_few_large_events_are_a_flood_too() {
    join();
    String large = "42[\"a\",\"" + "x".repeat(600_000) + "\"]";
    client.sends(large);
    assertThat(client.link().isHearing()).isTrue();
    client.sends(large);

    assertThat(client.link().isHearing()).isFalse();
  }
}
