package io.chattr.adapter.websocket.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.socketio.SocketIoOptions;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The echo application by polling, over real HTTP. */
@Timeout(60)
class PollingIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String ENGINE = "/engine.io/?EIO=4&transport=polling";
  private static final String SOCKET = "/socket.io/?EIO=4&transport=polling";
  private static final String FRIEND = "https://chat.example";

  private final EchoServer server =
      new EchoServer(
          0,
          "/engine.io",
          "/socket.io",
          EngineOptions.DEFAULTS.withMaxPayload(100_000),
          SocketIoOptions.DEFAULTS);

  @AfterEach
  void stop() {
    server.close();
  }

  @AfterAll
  static void stopAsking() {
    HTTP.close();
  }

  private URI uri(String pathAndQuery) {
    return URI.create("http://localhost:" + server.port() + pathAndQuery);
  }

  private CompletableFuture<HttpResponse<String>> ask(
      String method, String path, BodyPublisher body, String... headers) {
    var request = HttpRequest.newBuilder(uri(path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.sendAsync(request.build(), BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> get(String path, String... headers) {
    return ask("GET", path, BodyPublishers.noBody(), headers);
  }

  private CompletableFuture<HttpResponse<String>> post(
      String path, String packets, String... headers) {
    return ask("POST", path, BodyPublishers.ofString(packets.replace('|', '\u001e')), headers);
  }

  private static String body(CompletableFuture<HttpResponse<String>> response) {
    HttpResponse<String> answer = response.orTimeout(20, TimeUnit.SECONDS).join();
    String body = answer.body().replace('\u001e', '|');
    return answer.statusCode() == 200 ? body : answer.statusCode() + " " + body;
  }

  /** Path and query of a new session. */
  private String open(String path) {
    String handshake = body(get(path));
    assertThat(handshake).startsWith("0{\"sid\":").contains("\"upgrades\":[\"websocket\"]");
    return path + "&sid=" + handshake.replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
  }

  private String join() {
    String session = open(SOCKET);
    assertThat(body(post(session, "40"))).isEqualTo("ok");
    var heard = new StringBuilder();
    while (heard.indexOf("[\"auth\",{}]") < 0) {
      heard.append(body(get(session)));
    }
    assertThat(heard).startsWith("40{\"sid\":");
    return session;
  }

  private RealClient websocket(String session) {
    var client = new RealClient();
    String path = session.replace("transport=polling", "transport=websocket");
    HTTP.newWebSocketBuilder()
        .buildAsync(URI.create("ws://localhost:" + server.port() + path), client)
        .join();
    return client;
  }

  @Test
  void text_and_bytes_are_echoed() {
    String session = open(ENGINE);

    assertThat(body(post(session, "4hello €|bAQIDBA==|4zwei"))).isEqualTo("ok");

    assertThat(body(get(session))).isEqualTo("4hello €|bAQIDBA==|4zwei");
  }

  @Test
  void a_get_waits() {
    String session = open(ENGINE);
    var poll = get(session);

    assertThat(body(post(session, "4a"))).isEqualTo("ok");

    assertThat(body(poll)).isEqualTo("4a");
  }

  @Test
  void an_answer_says_what_it_is_and_is_not_to_be_kept() {
    HttpResponse<String> answer = get(ENGINE + "&t=x1").join();

    assertThat(answer.headers().firstValue("content-type")).contains("text/plain; charset=UTF-8");
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    assertThat(answer.headers().firstValue("content-length")).isPresent();
  }

  @Test
  void a_body_is_utf_8_whatever_it_says() {
    String session = open(ENGINE);
    body(post(session, "4€", "Content-Type", "text/plain; charset=ISO-8859-1"));

    assertThat(body(get(session))).isEqualTo("4€");
  }

  @Test
  void a_body_may_come_in_chunks() {
    String session = open(ENGINE);
    var chunks =
        List.of(
            "4".getBytes(StandardCharsets.UTF_8),
            "x".repeat(50_000).getBytes(StandardCharsets.UTF_8));
    assertThat(body(ask("POST", session, BodyPublishers.ofByteArrays(chunks)))).isEqualTo("ok");

    assertThat(body(get(session))).hasSize(50_001);
  }

  @Test
  void socket_io_works_by_polling_alone() {
    String session = join();

    body(post(session, "42[\"message\",1,{\"a\":\"€\"}]"));
    assertThat(body(get(session))).isEqualTo("42[\"message-back\",1,{\"a\":\"€\"}]");
    body(post(session, "451-[\"message\",{\"_placeholder\":true,\"num\":0}]|bAQID"));
    assertThat(body(get(session)))
        .isEqualTo("451-[\"message-back\",{\"_placeholder\":true,\"num\":0}]|bAQID");
  }

  @Test
  void a_record_separator_in_user_text_does_not_break_the_framing() {
    String session = join();

    body(post(session, "42[\"message\",\"a\\u001eb\"]"));

    assertThat(body(get(session))).isEqualTo("42[\"message-back\",\"a\\u001Eb\"]");
  }

  @Test
  void a_second_get_ends_the_session() {
    String session = open(ENGINE);
    var first = get(session);
    // The one that comes later is refused, whichever the server saw first.
    var second = get(session);

    assertThat(List.of(body(first), body(second)))
        .containsExactlyInAnyOrder("1", "400 {\"code\":3,\"message\":\"Bad request\"}");
    assertThat(body(get(session))).startsWith("400").contains("Session ID unknown");
  }

  @Test
  void a_client_may_close() {
    String session = open(ENGINE);
    var poll = get(session);

    assertThat(body(post(session, "1"))).isEqualTo("ok");

    assertThat(body(poll)).isEqualTo("6");
    assertThat(body(get(session))).startsWith("400");
  }

  @Test
  void what_cannot_be_decoded_ends_the_session() {
    String session = open(ENGINE);

    assertThat(body(post(session, "abc")))
        .isEqualTo("400 {\"code\":3,\"message\":\"Bad request\"}");
    assertThat(body(get(session))).startsWith("400");
  }

  @Test
  void bytes_of_revision_3_are_refused() {
    String session = open(ENGINE);

    assertThat(body(post(session, "4a", "Content-Type", "application/octet-stream")))
        .startsWith("400");
    assertThat(body(get(session))).startsWith("400");
  }

  @Test
  void the_payload_is_limited_in_bytes() {
    String session = open(ENGINE);
    assertThat(body(post(session, "4" + "x".repeat(99_999)))).isEqualTo("ok");

    assertThat(body(post(session, "4" + "€".repeat(33_334))))
        .isEqualTo("413 {\"code\":3,\"message\":\"Payload too large\"}");
    assertThat(body(get(session))).startsWith("400");
  }

  @Test
  void the_payload_is_counted_as_it_comes_in() throws Exception {
    String session = open(ENGINE);
    try (var socket = new Socket("localhost", server.port())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST %s HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
              .formatted(session)
              .getBytes(StandardCharsets.US_ASCII));
      byte[] chunk = ("2710\r\n" + "x".repeat(10_000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 11; i++) {
        out.write(chunk);
      }

      // It is not at its end, and never will be.
      assertThat(firstLine(socket)).contains("413");
    }
  }

  @Test
  void a_client_that_asks_whether_to_continue_is_told() throws Exception {
    String session = open(ENGINE);
    try (var socket = new Socket("localhost", server.port())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
              .formatted(session)
              .getBytes(StandardCharsets.US_ASCII));
      assertThat(firstLine(socket)).contains("100");
      assertThat(firstLine(socket)).isEmpty();
      out.write("4a".getBytes(StandardCharsets.US_ASCII));
      assertThat(firstLine(socket)).contains("200");
    }
  }

  private static String firstLine(Socket socket) throws Exception {
    InputStream in = socket.getInputStream();
    var line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  private static void sendsGet(Socket socket, String session) throws Exception {
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .formatted(session)
                .getBytes(StandardCharsets.US_ASCII));
  }

  /** Why the one session that has joined was closed. */
  private CloseReason closed() throws InterruptedException {
    return server.closes().poll(20, TimeUnit.SECONDS);
  }

  @Test
  void a_client_that_hangs_up_while_it_waits_is_noticed() throws Exception {
    String session = join();
    try (var socket = new Socket("localhost", server.port())) {
      sendsGet(socket, session);
    }

    assertThat(closed()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
    assertThat(body(get(session))).startsWith("400");
  }

  @Test
  void a_client_that_resets_while_it_waits_is_noticed() throws Exception {
    String session = join();
    try (var socket = new Socket("localhost", server.port())) {
      sendsGet(socket, session);
      socket.setSoLinger(true, 0);
    }

    assertThat(closed()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void a_client_that_breaks_off_a_post_is_noticed() throws Exception {
    String session = join();
    try (var socket = new Socket("localhost", server.port())) {
      socket
          .getOutputStream()
          .write(
              "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n42["
                  .formatted(session)
                  .getBytes(StandardCharsets.US_ASCII));
    }

    assertThat(closed()).isEqualTo(CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void a_connection_outlives_its_polls_and_its_end_then_means_nothing() throws Exception {
    String session = open(ENGINE);
    try (var socket = new Socket("localhost", server.port())) {
      socket.setSoTimeout(20_000);
      for (int i = 0; i < 50; i++) {
        sendsGet(socket, session);
        body(post(session, "4x"));
        readsAnswer(socket, "4x");
      }
    }
    body(post(session, "4still here"));

    assertThat(body(get(session))).isEqualTo("4still here");
  }

  @Test
  void a_request_that_was_sent_ahead_is_served_after_the_one_that_waits() throws Exception {
    String session = open(ENGINE);
    String other = open(ENGINE);
    try (var socket = new Socket("localhost", server.port())) {
      socket.setSoTimeout(20_000);
      sendsGet(socket, session);
      sendsGet(socket, other);
      body(post(other, "4second"));
      body(post(session, "4first"));

      readsAnswer(socket, "4first");
      readsAnswer(socket, "4second");
    }
  }

  private static void readsAnswer(Socket socket, String body) throws Exception {
    assertThat(firstLine(socket)).contains("200");
    while (!firstLine(socket).isEmpty()) {}
    assertThat(
            new String(socket.getInputStream().readNBytes(body.length()), StandardCharsets.UTF_8))
        .isEqualTo(body);
  }

  @Test
  void every_answer_can_be_read_across_origins() {
    String session = ENGINE + "&sid=" + open(ENGINE).replaceAll(".*sid=", "");
    for (var answer :
        List.of(
            get(ENGINE, "Origin", FRIEND),
            post(session, "4a", "Origin", FRIEND),
            get(session, "Origin", FRIEND),
            post(session, "abc", "Origin", FRIEND),
            get(session, "Origin", FRIEND),
            post(ENGINE, "4a", "Origin", FRIEND))) {
      var headers = answer.join().headers();
      assertThat(headers.firstValue("access-control-allow-origin")).contains(FRIEND);
      assertThat(headers.firstValue("access-control-allow-credentials")).contains("true");
      assertThat(headers.firstValue("vary")).contains("Origin");
    }
  }

  @Test
  void a_strange_page_is_refused_whatever_it_asks() {
    String session = open(ENGINE);
    for (var answer :
        List.of(
            get(ENGINE, "Origin", "https://evil.example"),
            get(session, "Origin", "https://evil.example"),
            post(session, "4a", "Origin", "https://evil.example"))) {
      assertThat(body(answer)).isEqualTo("403 {\"code\":4,\"message\":\"Forbidden\"}");
      assertThat(answer.join().headers().firstValue("access-control-allow-origin")).isEmpty();
    }
    assertThat(body(post(session, "4a"))).isEqualTo("ok");
  }

  @Test
  void a_browser_may_ask_before_it_posts() {
    var answer =
        ask(
                "OPTIONS",
                ENGINE + "&sid=x",
                BodyPublishers.noBody(),
                "Origin",
                FRIEND,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "x-of-their-own,content-type")
            .join();

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("access-control-allow-origin")).contains(FRIEND);
    assertThat(answer.headers().firstValue("access-control-allow-methods")).contains("GET, POST");
    assertThat(answer.headers().firstValue("access-control-allow-headers"))
        .contains("x-of-their-own,content-type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "PUT", "DELETE", "PATCH"})
  void other_methods_are_refused_and_do_no_harm(String method) {
    String session = open(ENGINE);

    assertThat(ask(method, session, BodyPublishers.noBody()).join().statusCode()).isEqualTo(400);
    assertThat(ask(method, ENGINE, BodyPublishers.noBody()).join().statusCode()).isEqualTo(400);

    assertThat(body(post(session, "4a"))).isEqualTo("ok");
  }

  @Test
  void each_broken_handshake_has_its_code() {
    assertThat(body(get("/engine.io/?transport=polling"))).startsWith("400 {\"code\":5");
    assertThat(body(get(ENGINE + "&sid=unknown"))).startsWith("400 {\"code\":1");
    assertThat(body(post(ENGINE, "4a"))).startsWith("400 {\"code\":2");
  }

  @Test
  void a_session_moves_to_a_websocket_and_polls_no_more() {
    String session = open(ENGINE);
    var poll = get(session);
    var client = websocket(session).sends("2probe");
    assertThat(client.hears()).isEqualTo("3probe");
    assertThat(body(poll)).isEqualTo("6");

    client.sends("5", "4hello");

    assertThat(client.hears()).isEqualTo("4hello");
    assertThat(body(get(session))).isEqualTo("400 {\"code\":3,\"message\":\"Bad request\"}");
    assertThat(body(post(session, "4x"))).startsWith("400");
    var second = websocket(session).sends("2probe");
    assertThat(second.closed()).isEqualTo("1002 upgrade failed");
    assertThat(client.sends("4still here").hears()).isEqualTo("4still here");
  }

  @Test
  void a_websocket_that_misbehaves_is_closed_and_polling_goes_on() {
    String session = open(ENGINE);
    var client = websocket(session).sends("4hello");

    assertThat(client.closed()).isEqualTo("1002 upgrade failed");

    body(post(session, "4a"));
    assertThat(body(get(session))).isEqualTo("4a");
  }

  @Test
  void many_wait_without_a_thread_each() {
    int threads = Thread.activeCount();
    List<String> sessions = new ArrayList<>();
    List<CompletableFuture<HttpResponse<String>>> polls = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      sessions.add(open(ENGINE));
      polls.add(get(sessions.getLast()));
    }
    for (int i = 0; i < 300; i++) {
      assertThat(body(post(sessions.get(i), "4" + i))).isEqualTo("ok");
      assertThat(body(polls.get(i))).isEqualTo("4" + i);
    }

    assertThat(Thread.activeCount()).isLessThan(threads + 100);
  }

  @Test
  void a_client_that_polls_but_does_not_read_is_bounded() throws Exception {
    String session = join();
    try (var socket = new Socket()) {
      socket.setReceiveBufferSize(4_096);
      socket.connect(new InetSocketAddress("localhost", server.port()));
      sendsGet(socket, session);
      body(post(session, "42[\"flood\"]"));

      assertThat(closed()).isEqualTo(CloseReason.OVERFLOW);
    }
  }

  @Test
  void a_server_that_closes_tells_the_get_that_waits() throws Exception {
    String session = join();
    var poll = get(session);
    body(post(session, "42[\"close\"]"));

    assertThat(body(poll)).isEqualTo("1");
    assertThat(closed()).isEqualTo(new CloseReason("session revoked", 4001));
  }
}
