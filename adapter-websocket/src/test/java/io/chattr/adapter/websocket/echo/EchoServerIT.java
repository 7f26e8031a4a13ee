package io.chattr.adapter.websocket.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.socketio.SocketIoOptions;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The echo application over real connections. */
class EchoServerIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String QUERY = "EIO=4&transport=websocket";
  private static EchoServer server;

  @BeforeAll
  static void start() {
    server =
        new EchoServer(
            0,
            "/engine.io",
            "/socket.io",
            EngineOptions.DEFAULTS.withMaxPayload(100_000),
            SocketIoOptions.DEFAULTS);
  }

  @AfterAll
  static void stop() {
    server.close();
    HTTP.close();
  }

  /** With connections of its own. */
  private static EchoServer patientServer() {
    return new EchoServer(
        0, "/engine.io", "/socket.io", EngineOptions.DEFAULTS, SocketIoOptions.DEFAULTS);
  }

  private static URI uri(String scheme, String pathAndQuery) {
    return URI.create(scheme + "://localhost:" + server.port() + pathAndQuery);
  }

  private static RealClient open(String path) {
    return open(server, path);
  }

  private static RealClient open(EchoServer one, String path) {
    var client = new RealClient();
    HTTP.newWebSocketBuilder()
        .buildAsync(URI.create("ws://localhost:" + one.port() + path + "?" + QUERY), client)
        .join();
    assertThat(client.hears()).startsWith("0{\"sid\":");
    return client;
  }

  private static RealClient join() {
    var client = open("/socket.io/").sends("40");
    assertThat(client.hears()).startsWith("40{\"sid\":");
    assertThat(client.hears()).isEqualTo("42[\"auth\",{}]");
    return client;
  }

  private static HttpResponse<String> get(String pathAndQuery, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(uri("http", pathAndQuery));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void engine_io_echoes_text_and_bytes() {
    var client =
        open("/engine.io/").sends("4hello €").sends(new byte[] {1, 2, 3}).sends(new byte[0]);

    assertThat(client.hears()).isEqualTo("4hello €");
    assertThat(client.hears()).isEqualTo("<1, 2, 3>");
    assertThat(client.hears()).isEqualTo("<>");
  }

  @Test
  void the_path_may_lack_its_trailing_slash() {
    open("/engine.io");
    open("/socket.io");
  }

  @Test
  void socket_io_echoes_events_acknowledgements_and_attachments() {
    var client =
        join().sends("42[\"message\",1,\"2\",{\"3\":[true]}]", "42456[\"message-with-ack\",1]");
    assertThat(client.hears()).isEqualTo("42[\"message-back\",1,\"2\",{\"3\":[true]}]");
    assertThat(client.hears()).isEqualTo("43456[1]");

    client.sends("451-[\"message\",{\"_placeholder\":true,\"num\":0}]").sends(new byte[] {4, 5});
    assertThat(client.hears())
        .isEqualTo("451-[\"message-back\",{\"_placeholder\":true,\"num\":0}]");
    assertThat(client.hears()).isEqualTo("<4, 5>");
  }

  @Test
  void a_thousand_events_come_back_in_order() {
    var client = join();
    for (int i = 0; i < 1_000; i++) {
      client.sends("42[\"message\"," + i + "]");
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(client.hears()).isEqualTo("42[\"message-back\"," + i + "]");
    }
  }

  @Test
  void each_thread_that_emits_keeps_its_order_and_nothing_is_lost() {
    var client = join().sends("42[\"burst\",4,400]");
    int[] next = new int[4];
    for (int i = 0; i < 1_600; i++) {
      String[] numbers = client.hears().replaceAll("[^0-9,]", "").split(",");
      int thread = Integer.parseInt(numbers[1]);
      assertThat(Integer.parseInt(numbers[2])).isEqualTo(next[thread]++);
    }
    assertThat(next).containsOnly(400);
  }

  @Test
  void what_the_handlers_cannot_follow_stays_with_the_client() throws Exception {
    try (var patient = patientServer();
        var client = RawClient.open(patient.port(), "/socket.io/?" + QUERY)) {
      int events = 400_000;
      var sent = new AtomicInteger();
      client.joins();
      client.sends("42[\"hold\"]");
      String event = "42[\"ignored\",\"" + "x".repeat(100) + "\"]";
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (sent.get() < events && client.trySends(event)) {
                      sent.incrementAndGet();
                    }
                  });

      // As long as the handler is held, more than fits into all buffers on the way cannot leave.
      int before = -1;
      while (sent.get() > before && sent.get() < events) {
        before = sent.get();
        TimeUnit.MILLISECONDS.sleep(500);
      }
      assertThat(sent).hasValueLessThan(events);

      patient.release();
      sender.join(TimeUnit.SECONDS.toMillis(60));
      assertThat(sent).hasValue(events);
      assertThat(patient.socketIo().engine().size()).isEqualTo(1);
    }
  }

  @Test
  void the_server_pings_and_closes_who_does_not_answer() {
    var options = EngineOptions.DEFAULTS.withPings(Duration.ofMillis(50), Duration.ofMillis(3_000));
    try (var hasty =
        new EchoServer(0, "/engine.io", "/socket.io", options, SocketIoOptions.DEFAULTS)) {
      var client = open(hasty, "/engine.io/");
      for (int i = 0; i < 3; i++) {
        assertThat(client.hearsPing()).isTrue();
        client.sends("3");
      }
      assertThat(client.hearsPing()).isTrue();

      assertThat(client.closed()).isEqualTo("1002 ping timeout");
    }
  }

  @Test
  void who_never_joins_is_closed() {
    var soon = SocketIoOptions.DEFAULTS.withConnectTimeout(Duration.ofMillis(100));
    try (var hasty = new EchoServer(0, "/engine.io", "/socket.io", EngineOptions.DEFAULTS, soon)) {
      assertThat(open(hasty, "/socket.io/").closed()).isEqualTo("1002 connect timeout");
    }
  }

  @Test
  void a_bad_packet_closes() {
    assertThat(join().sends("4abc").closed()).isEqualTo("1002 parse error");
    assertThat(open("/engine.io/").sends("abc").closed()).isEqualTo("1002 parse error");
    assertThat(open("/engine.io/").sends("2").closed())
        .isEqualTo("1002 invalid heartbeat direction");
    assertThat(open("/engine.io/").sends("1").closed()).isEqualTo("1000 transport close");
  }

  @Test
  void a_payload_over_the_limit_is_closed_with_1009() {
    assertThat(open("/engine.io/").sends("4" + "x".repeat(99_999)).hears()).hasSize(100_000);
    assertThat(open("/engine.io/").sends("4" + "x".repeat(2_000_000)).closed()).startsWith("1009");
    assertThat(open("/engine.io/").sends(new byte[100_001]).closed()).startsWith("1009");
    assertThat(open("/engine.io/").sends("4" + "€".repeat(33_334)).closed()).startsWith("1009");
  }

  /** It would take tens of kilobytes of each connection. */
  @ParameterizedTest
  @ValueSource(strings = {"/engine.io/?" + QUERY, "/socket.io/?" + QUERY})
  void compression_is_not_agreed_to(String path) throws Exception {
    assertThat(
            RawClient.answer(server.port(), path, "Sec-WebSocket-Extensions: permessage-deflate"))
        .startsWith("HTTP/1.1 101 ")
        .doesNotContainIgnoringCase("permessage-deflate");
  }

  @Test
  void a_client_that_does_not_read_is_closed_and_nobody_waits() throws Exception {
    try (var patient = patientServer();
        var slow = RawClient.open(patient.port(), "/socket.io/?" + QUERY)) {
      slow.joins();
      slow.sends("42[\"flood\"]");

      assertThat(patient.closes().poll(20, TimeUnit.SECONDS)).isEqualTo(CloseReason.OVERFLOW);
      // More than the server lingers for who might still read the close frame.
      assertThat(slow.isClosedByServer()).isTrue();
    }
  }

  @Test
  void the_server_closes_with_a_code_of_the_application() {
    assertThat(join().sends("42[\"close\"]").closed()).isEqualTo("4001 session revoked");
  }

  @Test
  void refusals_are_json_with_a_code_and_readable_across_origins() throws Exception {
    var answer = get("/socket.io/?EIO=4&transport=abc", "Origin", "https://chat.example");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"code\":0,\"message\":\"Transport unknown\"}");
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.headers().firstValue("access-control-allow-origin"))
        .contains("https://chat.example");
    assertThat(answer.headers().firstValue("access-control-allow-credentials")).contains("true");
    assertThat(answer.headers().firstValue("vary")).contains("Origin");
  }

  @Test
  void each_broken_handshake_has_its_code() throws Exception {
    assertThat(get("/socket.io/?EIO=4").body()).contains("\"code\":0");
    assertThat(get("/socket.io/?" + QUERY + "&sid=unknown").body()).contains("\"code\":1");
    assertThat(get("/socket.io/?" + QUERY).body()).contains("\"code\":3");
    assertThat(get("/socket.io/below?" + QUERY).statusCode()).isEqualTo(404);
  }

  @Test
  void a_websocket_with_a_broken_handshake_is_not_opened() {
    for (String query :
        new String[] {
          "transport=websocket", "EIO=abc&transport=websocket", "EIO=4", "EIO=4&transport=abc"
        }) {
      assertThatThrownBy(
              () ->
                  HTTP.newWebSocketBuilder()
                      .buildAsync(uri("ws", "/socket.io/?" + query), new RealClient())
                      .join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }
  }

  @Test
  void a_second_websocket_with_the_same_sid_does_not_disturb_the_first() {
    var client = new RealClient();
    HTTP.newWebSocketBuilder().buildAsync(uri("ws", "/engine.io/?" + QUERY), client).join();
    String sid = client.hears().replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");

    var second = new RealClient();
    HTTP.newWebSocketBuilder()
        .buildAsync(uri("ws", "/engine.io/?" + QUERY + "&sid=" + sid), second)
        .join();
    assertThat(second.closed()).isEqualTo("1002 upgrade failed");
    assertThat(client.sends("4still here").hears()).isEqualTo("4still here");
  }

  @Test
  void a_strange_page_may_not_open_a_websocket() throws Exception {
    try (var socket = new Socket("localhost", server.port())) {
      socket
          .getOutputStream()
          .write(
              RawClient.upgrade("/socket.io/?" + QUERY, "https://evil.example")
                  .getBytes(StandardCharsets.US_ASCII));
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

      assertThat(reader.readLine()).startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void a_browser_may_ask_first() throws Exception {
    var request =
        HttpRequest.newBuilder(uri("http", "/socket.io/?" + QUERY))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Origin", "https://chat.example")
            .build();
    var answer = HTTP.send(request, HttpResponse.BodyHandlers.discarding());

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("access-control-allow-methods")).contains("GET, POST");
  }

  @Test
  void a_connection_that_breaks_off_is_forgotten() throws Exception {
    try (var patient = patientServer()) {
      try (var client = RawClient.open(patient.port(), "/socket.io/?" + QUERY)) {
        client.joins();
      }

      assertThat(patient.closes().poll(20, TimeUnit.SECONDS))
          .isEqualTo(CloseReason.TRANSPORT_CLOSE);
      assertThat(patient.socketIo().engine().size()).isZero();
    }
  }

  @Test
  void who_says_goodbye_and_stays_is_forgotten_at_once_and_closed() throws Exception {
    try (var patient = patientServer();
        var client = RawClient.open(patient.port(), "/socket.io/?" + QUERY)) {
      client.joins();
      client.sendsClose();

      assertThat(patient.closes().poll(20, TimeUnit.SECONDS))
          .isEqualTo(CloseReason.TRANSPORT_CLOSE);
      assertThat(patient.socketIo().engine().size()).isZero();
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void a_client_may_close_its_websocket() {
    var client = join();
    client.close(WebSocket.NORMAL_CLOSURE);

    assertThat(client.closed()).startsWith("1000");
  }
}
