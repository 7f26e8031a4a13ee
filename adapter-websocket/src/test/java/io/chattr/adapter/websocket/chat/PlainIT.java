package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.chat.ChatClient.Heard;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.undertow.OriginCheck;
import io.chattr.application.port.Authenticator.Caller;
import io.chattr.domain.failure.AuthenticationProblem;
import io.chattr.domain.failure.Failure.Overloaded;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Fresh;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain WebSocket, by the JDK's own client. */
class PlainIT {
  private static final int MAX_PAYLOAD = 200_000;

  private final UserId ann = Fresh.person("ann");
  private final UserId ben = Fresh.person("ben");
  private final MemoryStore store = new MemoryStore();
  private ChatServer server;
  private ConversationId room;

  @BeforeEach
  void start() {
    start(
        setup()
            .authenticator(
                token ->
                    switch (token) {
                      case "expired" -> throw refused(AuthenticationProblem.TOKEN_EXPIRED);
                      case "invalid" -> throw refused(AuthenticationProblem.TOKEN_INVALID);
                      case "revoked" -> throw refused(AuthenticationProblem.SESSION_REVOKED);
                      case "busy" -> throw new Rejected(new Overloaded(Duration.ofSeconds(1)));
                      case "defect" -> throw new IllegalStateException("on purpose");
                      default -> new Caller(new UserId(token), "session", Optional.empty());
                    }));
    room = server.direct(ann, ben).id();
  }

  private ChatServer.Setup setup() {
    return ChatServer.Setup.over(store).engine(EngineOptions.DEFAULTS.withMaxPayload(MAX_PAYLOAD));
  }

  private void start(ChatServer.Setup setup) {
    stop();
    server = ChatServer.start(setup);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static Rejected refused(AuthenticationProblem problem) {
    return new Rejected(new Unauthenticated(problem));
  }

  private ObjectNode message(String text) {
    return PlainTestClient.data().put("conversationId", room.toString()).put("content", text);
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  private void post(int from, int to) {
    numbers(from, to).forEach(text -> server.post(ben, room, text));
  }

  @Test
  void a_token_in_the_first_frame_is_answered_and_then_the_present_cursor_told() {
    server.isLevel();
    PlainTestClient client = PlainTestClient.open(server);

    JsonNode answer = client.asks("auth", PlainTestClient.data().put("token", ann.value()));

    assertThat(answer)
        .isEqualTo(
            ChatClient.json(
                "{\"replyTo\":1,\"ok\":true,\"data\":{\"userId\":\"%s\"}}".formatted(ann)));
    assertThat(client.hears("log:position").get("cursor").textValue())
        .isEqualTo(store.journal().head().toString());
  }

  @Test
  void a_token_in_the_header_needs_no_first_frame() {
    PlainTestClient client = PlainTestClient.withHeader(server, ann.value());
    client.hears("log:position");

    server.post(ben, room, "hello");

    assertThat(client.texts(1)).containsExactly("hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {"expired", "invalid", "revoked"})
  void who_shows_a_token_that_is_not_good_is_told_why(String token) {
    String code = token.equals("revoked") ? "session_revoked" : "token_" + token;

    PlainTestClient first = PlainTestClient.open(server);
    JsonNode answer = first.asks("auth", PlainTestClient.data().put("token", token));

    assertThat(answer.get("ok").booleanValue()).isFalse();
    assertThat(answer.at("/problem/code").textValue()).isEqualTo(code);
    assertThat(answer.at("/problem/status").intValue()).isEqualTo(401);
    assertThat(first.closed()).isEqualTo("1008 " + code);
    assertThat(PlainTestClient.withHeader(server, token).closed()).isEqualTo("1008 " + code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"send_message\",\"data\":{}}",
        "{\"type\":\"auth\"}",
        "{\"type\":\"auth\",\"data\":{\"token\":\"\"}}",
        "{\"type\":\"auth\",\"data\":{\"token\":7}}",
        "{\"type\":\"auth\",\"data\":\"ann\"}",
        "{\"type\":\"auth\",\"data\":{\"token\":\"ann\",\"token\":\"ben\"}}"
      })
  void who_begins_with_anything_but_a_token_is_closed(String frame) {
    assertThat(PlainTestClient.open(server).says(frame).closed()).isEqualTo("1008 unauthenticated");
  }

  @Test
  void nothing_that_a_refused_client_says_is_carried_out() {
    PlainTestClient client = PlainTestClient.open(server);
    client.says("{\"type\":\"auth\",\"data\":{\"token\":\"invalid\"}}");
    client.says("{\"type\":\"auth\",\"data\":{\"token\":\"%s\"}}".formatted(ann));

    assertThat(client.closed()).isEqualTo("1008 token_invalid");
    assertThat(server.sockets().joined()).isZero();
  }

  @Test
  void who_says_nothing_is_closed_after_a_while() {
    start(setup().unauthenticated(Duration.ofMillis(50)));

    assertThat(PlainTestClient.open(server).closed()).isEqualTo("1008 unauthenticated");
  }

  @Test
  void who_was_let_in_stays_however_quiet() {
    start(
        setup()
            .unauthenticated(Duration.ofMillis(50))
            .engine(
                EngineOptions.DEFAULTS.withPings(Duration.ofMillis(20), Duration.ofSeconds(20))));
    PlainTestClient client = joinInTime();

    // Many heartbeats, each a chance to be closed.
    assertThat(PlainTestClient.open(server).closed()).isEqualTo("1008 unauthenticated");
    server.post(ben, room, "still there?");

    assertThat(client.texts(1)).containsExactly("still there?");
  }

  /** A busy machine may need more than one attempt. */
  private PlainTestClient joinInTime() {
    for (int attempts = 1; ; attempts++) {
      try {
        return PlainTestClient.join(server, ann);
      } catch (AssertionError tooLate) {
        assertThat(attempts).isLessThan(100);
      }
    }
  }

  @Test
  void a_server_that_cannot_tell_now_says_come_back() {
    assertThat(PlainTestClient.withHeader(server, "busy").closed()).isEqualTo("1013 overloaded");
    assertThat(PlainTestClient.withHeader(server, "defect").closed())
        .isEqualTo("1011 internal error");
  }

  @Test
  void a_command_is_answered_under_its_id_with_what_rest_would_answer() {
    PlainTestClient client = PlainTestClient.join(server, ann);

    JsonNode answer = client.asks("send_message", message("hello"));

    assertThat(answer.get("ok").booleanValue()).isTrue();
    assertThat(answer.at("/data/content").textValue()).isEqualTo("hello");
    assertThat(answer.at("/data/seq").intValue()).isEqualTo(1);
    JsonNode heard = client.hears("message:new");
    assertThat(heard.at("/data/message")).isEqualTo(answer.get("data"));
    assertThat(heard.fieldNames()).toIterable().containsExactly("type", "cursor", "data");
  }

  @Test
  void an_id_may_be_a_text_and_comes_back_as_it_is() {
    PlainTestClient client = PlainTestClient.join(server, ann);
    client.says("{\"id\":\"\\ud800 é\",\"type\":\"nothing\"}");

    assertThat(client.answer(TextNode.valueOf("\ud800 é")).at("/problem/code").textValue())
        .isEqualTo("unknown_command");
  }

  @Test
  void a_command_without_id_is_answered_only_when_it_fails() {
    PlainTestClient client = PlainTestClient.join(server, ann);

    client.says("{\"type\":\"join_conversation\",\"data\":\"%s\"}".formatted(room));
    client.says("{\"id\":null,\"type\":\"join_conversation\",\"data\":\"nowhere\"}");

    JsonNode exception = client.hears("exception");
    assertThat(exception.has("cursor")).isFalse();
    assertThat(exception.at("/data/command").textValue()).isEqualTo("join_conversation");
    assertThat(exception.at("/data/status").textValue()).isEqualTo("error");
    assertThat(exception.at("/data/code").textValue()).isEqualTo("invalid_value");
  }

  @Test
  void both_framings_hear_the_same() {
    PlainTestClient plain = PlainTestClient.join(server, ann);
    ChatClient stock = server.join(ann);

    server.post(ben, room, "hello \"é\" \u2028");

    JsonNode frame = plain.hears("message:new");
    Heard event = stock.hears("message:new");
    assertThat(frame.get("data")).isEqualTo(event.data());
    assertThat(frame.get("cursor").textValue()).isEqualTo(event.cursor());
  }

  @Test
  void who_comes_back_gets_what_they_missed_once_and_in_order_and_then_what_happens() {
    PlainTestClient before = PlainTestClient.join(server, ann);
    post(0, 3);
    assertThat(before.texts(2)).containsExactly("0", "1");
    String cursor = before.hears("message:new").get("cursor").textValue();
    before.cut();
    post(3, 103);

    PlainTestClient back = PlainTestClient.comeBack(server, ann, cursor);
    post(103, 110);

    assertThat(back.texts(107)).isEqualTo(numbers(3, 110));
  }

  @Test
  void a_cursor_proves_what_has_been_delivered() {
    PlainTestClient bens = PlainTestClient.join(server, ben);
    PlainTestClient before = PlainTestClient.join(server, ann);
    post(0, 1);
    bens.hears("message:new");
    String cursor = before.hears("message:new").get("cursor").textValue();
    before.cut();

    PlainTestClient.comeBack(server, ann, cursor);

    assertThat(bens.hears("message:status").at("/data/status").textValue()).isEqualTo("delivered");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "0199-0000.7", "AHEAD", "ELSEWHERE"})
  void who_cannot_be_told_what_they_missed_is_told_to_load_afresh(String shown) {
    server.isLevel();
    String head = store.journal().head().toString();
    String elsewhere = new MemoryStore().journal().head().toString();
    String cursor =
        switch (shown) {
          case "AHEAD" -> head + "0";
          case "ELSEWHERE" -> elsewhere;
          default -> shown;
        };

    PlainTestClient client = PlainTestClient.comeBack(server, ann, cursor);

    JsonNode reset = client.hears("reset");
    assertThat(reset.get("cursor").textValue()).isEqualTo(head);
    assertThat(reset.get("data")).isEmpty();
    server.post(ben, room, "afresh");
    assertThat(client.texts(1)).containsExactly("afresh");
  }

  @Test
  void who_missed_more_than_is_replayed_is_told_to_load_afresh() {
    start(setup().replayMax(5));
    String cursor = store.journal().head().toString();
    post(0, 6);

    PlainTestClient.comeBack(server, ann, cursor).hears("reset");
  }

  @Test
  void a_restart_says_come_back_and_the_cursor_holds() {
    PlainTestClient client = PlainTestClient.join(server, ann);
    post(0, 1);
    String cursor = client.hears("message:new").get("cursor").textValue();

    server.restart();
    assertThat(client.closed()).isEqualTo("1001 server shutting down");
    post(1, 2);

    assertThat(PlainTestClient.comeBack(server, ann, cursor).texts(1)).containsExactly("1");
  }

  @Test
  void who_does_not_read_is_closed_and_catches_up() {
    start(setup().engine(EngineOptions.DEFAULTS.withMaxQueued(64, 400_000)));
    PlainTestClient slow = PlainTestClient.join(server, ann);
    String cursor = store.journal().head().toString();
    String much = "x".repeat(4_000);
    int sent = 0;
    while (server.sockets().joined() > 0) {
      server.post(ben, room, sent++ + much.substring(100));
    }
    assertThat(slow.closed()).isEqualTo("1013 client too slow");

    PlainTestClient back = PlainTestClient.comeBack(server, ann, cursor);

    List<String> texts = back.texts(sent);
    assertThat(texts.stream().map(text -> text.replace("x", "")).toList())
        .isEqualTo(numbers(0, sent));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "null",
        "\"ping\"",
        "{}",
        "{\"type\":7}",
        "{\"type\":\"x\"} {}",
        "{\"type\":\"x\",\"id\":{}}",
        "{\"type\":\"x\",\"id\":true}",
        "{\"type\":\"x\",\"id\":\"01234567890123456789012345678901234567890123456789012345678901234\"}",
        "{\"type\":\"x\",\"id\":1e99999}"
      })
  void what_is_no_frame_ends_the_connection(String frame) {
    assertThat(PlainTestClient.join(server, ann).says(frame).closed()).isEqualTo("1007 bad frame");
    assertThat(PlainTestClient.open(server).says(frame).closed()).isEqualTo("1007 bad frame");
  }

  @Test
  void deep_nesting_ends_the_connection() {
    String deep = "{\"type\":\"x\",\"data\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}";

    assertThat(PlainTestClient.join(server, ann).says(deep).closed()).isEqualTo("1007 bad frame");
  }

  @Test
  void bytes_end_the_connection() {
    assertThat(PlainTestClient.join(server, ann).says(new byte[] {'{', '}'}).closed())
        .isEqualTo("1003 binary frame");
  }

  @Test
  void a_frame_that_is_too_large_ends_the_connection() {
    assertThat(PlainTestClient.join(server, ann).says("x".repeat(MAX_PAYLOAD + 1)).closed())
        .startsWith("1009");
  }

  @Test
  void a_field_given_twice_is_malformed_and_the_connection_stays() {
    PlainTestClient client = PlainTestClient.join(server, ann);
    String data = "{\"conversationId\":\"%s\",\"content\":\"a\",\"content\":\"b\"}".formatted(room);

    client.says("{\"id\":1,\"type\":\"send_message\",\"data\":%s}".formatted(data));
    client.says("{\"id\":2,\"type\":\"send_message\",\"type\":\"x\"}");

    JsonNode answer = client.answer(ChatClient.json("1"));
    assertThat(answer.at("/problem/code").textValue()).isEqualTo("malformed");
    assertThat(answer.at("/problem/errors/0/field").textValue()).isEqualTo("content");
    assertThat(client.answer(ChatClient.json("2")).at("/problem/code").textValue())
        .isEqualTo("malformed");
    assertThat(client.asks("send_message", message("good")).get("ok").booleanValue()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "[]", "\"text\"", "{\"content\":7}"})
  void data_of_another_form_is_a_problem_and_the_connection_stays(String data) {
    PlainTestClient client = PlainTestClient.join(server, ann);

    client.says("{\"id\":1,\"type\":\"send_message\",\"data\":%s}".formatted(data));

    assertThat(client.answer(ChatClient.json("1")).get("ok").booleanValue()).isFalse();
    assertThat(client.asks("send_message", message("good")).get("ok").booleanValue()).isTrue();
  }

  @Test
  void a_repeated_send_is_answered_with_the_first_message() {
    PlainTestClient client = PlainTestClient.join(server, ann);
    JsonNode marked = PlainTestClient.data().put("clientMessageId", "m1").setAll(message("once"));

    JsonNode first = client.asks("send_message", marked);
    JsonNode again = client.asks("send_message", marked);

    assertThat(again.get("data")).isEqualTo(first.get("data"));
  }

  @Test
  void pages_from_elsewhere_are_kept_out_and_others_told_to_upgrade() throws Exception {
    ChatServer.Setup setup = setup();
    start(
        setup.sockets(setup.sockets().origins(OriginCheck.oneOf(List.of("https://chat.example")))));
    URI http = URI.create("http://localhost:" + server.port() + "/ws");
    HttpClient client = HttpClient.newHttpClient();

    HttpResponse<Void> plain =
        client.send(HttpRequest.newBuilder(http).build(), HttpResponse.BodyHandlers.discarding());

    assertThat(plain.statusCode()).isEqualTo(426);
    assertThat(statusFor("https://evil.example")).isEqualTo(403);
    assertThat(statusFor("null")).isEqualTo(403);
    assertThat(statusFor("https://chat.example")).isEqualTo(101);
  }

  private int statusFor(String origin) {
    try {
      HttpClient.newHttpClient()
          .newWebSocketBuilder()
          .header("Origin", origin)
          .buildAsync(
              URI.create("ws://localhost:" + server.port() + "/ws"), new WebSocket.Listener() {})
          .join()
          .abort();
      return 101;
    } catch (CompletionException refused) {
      return ((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode();
    }
  }

  @Test
  void nothing_is_left_of_who_has_gone() {
    PlainTestClient client = PlainTestClient.join(server, ann);

    client.cut();

    while (server.sockets().joined() > 0 || server.sockets().size() > 0) {
      Thread.onSpinWait();
    }
  }
}
