package io.chattr.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.chattr.bootstrap.config.ConfigurationReader;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MetricsTest {
  private static final Pattern TOKEN = Pattern.compile("\"accessToken\":\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"user\":\\{\"id\":\"([^\"]+)\"");
  private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void programs_on_this_machine_read_how_the_jvm_is() throws Exception {
    try (Server server = start(Map.of())) {
      HttpResponse<String> page = get(server, "/metrics");

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
      assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(page.body())
          .contains("# TYPE jvm_memory_used_bytes gauge")
          .contains("jvm_gc_")
          .contains("jvm_threads_live_threads ")
          .contains("process_uptime_seconds ");
    }
  }

  @Test
  void they_read_what_chattr_holds() throws Exception {
    try (Server server = start(Map.of())) {
      assertThat(get(server, "/metrics").body().lines())
          .contains(
              "chattr_sockets_open 0.0", "chattr_polls_waiting 0.0", "chattr_log_position 0.0");
      String ann = register(server, "ann");
      String token = first(TOKEN, ann);
      String ben = first(ID, register(server, "ben"));

      post(server, token, "/api/v1/friend-requests", "{\"userId\":\"" + ben + "\"}");
      String cursor = first(CURSOR, get(server, "/api/v1/sync", token).body());
      var poll =
          http.sendAsync(
              request(server, "/api/v1/sync?wait=30&cursor=" + cursor)
                  .header("Authorization", "Bearer " + token)
                  .build(),
              BodyHandlers.ofString());
      WebSocket socket =
          http.newWebSocketBuilder()
              .buildAsync(
                  URI.create(
                      "ws://127.0.0.1:" + server.port() + "/socket.io/?EIO=4&transport=websocket"),
                  new WebSocket.Listener() {})
              .get(20, TimeUnit.SECONDS);

      await(server, "chattr_sockets_open 1.0");
      await(server, "chattr_polls_waiting 1.0");
      // One who asks is told, too, so that all of their devices know.
      await(server, "chattr_log_position 2.0");
      socket.abort();
      await(server, "chattr_sockets_open 0.0");
      post(server, token, "/api/v1/conversations", direct(ben));
      assertThat(poll.get(20, TimeUnit.SECONDS).body()).contains("conversation:created");
      await(server, "chattr_polls_waiting 0.0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Forwarded", "Via", "X-Forwarded-For", "X-Real-IP"})
  void who_comes_through_a_proxy_is_not_on_this_machine(String header) throws Exception {
    try (Server server = start(Map.of())) {
      HttpResponse<String> answer =
          send(request(server, "/metrics").header(header, "203.0.113.7").build());

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("\"code\":\"not_found\"").doesNotContain("jvm_");
    }
  }

  @Test
  void other_machines_read_it_only_when_it_is_public() throws Exception {
    Optional<InetAddress> address = addressOfThisMachine();
    assumeThat(address).isPresent();
    String host = address.orElseThrow().getHostAddress();
    try (Server server = start(Map.of("HOST", "0.0.0.0"))) {
      assertThat(get(host, server).statusCode()).isEqualTo(404);
    }
    try (Server server = start(Map.of("HOST", "0.0.0.0", "CHATTR_METRICS", "public"))) {
      assertThat(get(host, server).body()).contains("jvm_memory_used_bytes");
    }
  }

  @Test
  void a_proxy_may_pass_it_on_when_it_is_public() throws Exception {
    try (Server server = start(Map.of("CHATTR_METRICS", "public"))) {
      HttpResponse<String> answer =
          send(request(server, "/metrics").header("X-Forwarded-For", "203.0.113.7").build());

      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void nobody_reads_it_when_it_is_off() throws Exception {
    try (Server server = start(Map.of("CHATTR_METRICS", "off"))) {
      assertThat(get(server, "/metrics").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void it_is_for_reading() throws Exception {
    try (Server server = start(Map.of())) {
      HttpRequest.Builder request = request(server, "/metrics");

      assertThat(send(request.POST(BodyPublishers.ofString("x")).build()).statusCode())
          .isEqualTo(404);
      HttpResponse<String> head = send(request.HEAD().build());
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(get(server, "/metrics/jvm").statusCode()).isEqualTo(404);
    }
  }

  private Server start(Map<String, String> settings) {
    var all =
        new HashMap<>(
            Map.of(
                "PORT", "0",
                "HOST", "127.0.0.1",
                "DATABASE_URL", "memory:",
                "CHATTR_DATA", folder.toString(),
                "CHATTR_BCRYPT_COST", "4"));
    all.putAll(settings);
    return Server.start(ConfigurationReader.read(all, folder));
  }

  private static Optional<InetAddress> addressOfThisMachine() throws Exception {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst();
  }

  private String register(Server server, String name) throws Exception {
    return post(
            server,
            "",
            "/api/v1/auth/register",
            """
            {"username": "%1$s", "email": "%1$s@example.org", "password": "correct horse"}\
            """
                .formatted(name))
        .body();
  }

  private static String direct(String user) {
    return "{\"type\":\"direct\",\"userId\":\"" + user + "\"}";
  }

  /** The page is asked again until it has {@code line}; the test's own time bounds that. */
  private void await(Server server, String line) throws Exception {
    while (get(server, "/metrics").body().lines().noneMatch(line::equals)) {
      Thread.sleep(20);
    }
  }

  private HttpResponse<String> get(String host, Server server) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create("http://" + host + ":" + server.port() + "/metrics"))
            .timeout(Duration.ofSeconds(20))
            .build());
  }

  private HttpResponse<String> get(Server server, String path) throws Exception {
    return send(request(server, path).build());
  }

  private HttpResponse<String> get(Server server, String path, String token) throws Exception {
    return send(request(server, path).header("Authorization", "Bearer " + token).build());
  }

  private HttpResponse<String> post(Server server, String token, String path, String body)
      throws Exception {
    return send(
        request(server, path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static HttpRequest.Builder request(Server server, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(40));
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofString());
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }
}
