package io.chattr.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.rest.Server.Answer;
import io.chattr.adapter.rest.Server.Person;
import io.chattr.adapter.rest.http.HttpApi.Bounds;
import io.chattr.application.Chattr;
import io.chattr.application.port.Authenticator;
import io.chattr.domain.identity.UserId;
import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTTP itself: what browsers, proxies, slow and rude clients ask of a server. */
@Timeout(60)
class HttpTest {

  @Test
  void listed_origins_may_read_answers_and_problems() {
    try (var server = new Server()) {
      var request = server.stranger().request("/api/v1/users/me").header("Origin", Server.ORIGIN);
      Answer problem = server.stranger().send(request);

      assertThat(problem.problem()).isEqualTo("401 unauthenticated");
      assertThat(problem.header("Access-Control-Allow-Origin")).isEqualTo(Server.ORIGIN);
      assertThat(problem.header("Access-Control-Allow-Credentials")).isEqualTo("true");
      assertThat(problem.header("Access-Control-Expose-Headers")).contains("Retry-After");
      assertThat(problem.header("Vary")).isEqualTo("Origin");
      for (String path : List.of("/nothing", "/health/live")) {
        assertThat(
                server
                    .stranger()
                    .send(server.stranger().request(path).header("Origin", Server.ORIGIN))
                    .header("Access-Control-Allow-Origin"))
            .isEqualTo(Server.ORIGIN);
      }
    }
  }

  @Test
  void a_preflight_is_answered() {
    try (var server = new Server()) {
      Answer answer = preflight(server, Server.ORIGIN);

      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(Server.ORIGIN);
      assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST").contains("GET");
      assertThat(answer.header("Access-Control-Allow-Headers"))
          .contains("Authorization")
          .contains("Content-Type");
      assertThat(answer.header("Allow")).isEqualTo("POST, GET, HEAD, OPTIONS");
    }
  }

  @Test
  void other_origins_may_not() {
    try (var server = new Server()) {
      for (String origin : List.of("https://evil.example", "http://chat.example", "null")) {
        assertThat(preflight(server, origin).response().headers().map())
            .doesNotContainKeys("access-control-allow-origin", "access-control-allow-methods");
      }
    }
  }

  @Test
  void a_star_lets_all_origins_read_without_credentials() {
    try (var server = new Server(api -> api.allowedOrigins(List.of("*")))) {
      Answer answer = preflight(server, "https://any.example");

      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }
  }

  @Test
  void head_is_get_without_a_body() {
    try (var server = new Server()) {
      Person ann = server.register();
      Answer answer = ann.client().send(ann.client().request("/api/v1/users/me").HEAD());

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Content-Type")).isEqualTo("application/json");
      assertThat(answer.response().body()).isEmpty();
      assertThat(ann.client().send(ann.client().request("/api/v1/auth/login").HEAD()).status())
          .isEqualTo(405);
    }
  }

  @Test
  void answers_are_not_to_be_kept_or_guessed_at() {
    try (var server = new Server()) {
      Answer answer = server.stranger().get("/health/live");

      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.response().body()).isEqualTo("{\"status\":\"up\"}");
    }
  }

  @Test
  void a_defect_is_logged_under_an_id_and_not_shown() {
    var seen = new StringBuilder();
    var listener =
        new Handler() {
          @Override
          public void publish(LogRecord logged) {
            seen.append(logged.getMessage()).append(logged.getThrown());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger log = Logger.getLogger("io.chattr.adapter.rest.http.Responder");
    log.addHandler(listener);
    log.setUseParentHandlers(false);
    try (var server =
        new Server(
            api ->
                api.ready(
                    () -> {
                      throw new IllegalStateException("secret detail");
                    }))) {
      Answer answer =
          server
              .stranger()
              .send(server.stranger().request("/health/ready").header("X-Request-Id", "r-1"));

      assertThat(answer.problem()).isEqualTo("500 internal");
      assertThat(answer.response().body()).doesNotContain("secret").doesNotContain("Exception");
      assertThat(answer.header("X-Request-Id")).isEqualTo("r-1");
      assertThat(seen.toString()).contains("r-1").contains("GET /health/ready").contains("secret");
      String made = server.stranger().get("/health/ready").header("X-Request-Id");
      assertThat(seen.toString()).contains(made);
    } finally {
      log.removeHandler(listener);
      log.setUseParentHandlers(true);
    }
  }

  @Test
  void beyond_its_bound_it_refuses_and_recovers() throws Exception {
    var held = new CountDownLatch(1);
    var entered = new CountDownLatch(2);
    try (var server =
            new Server(
                api ->
                    api.bounds(Bounds.DEFAULT.withAtWork(2))
                        .ready(
                            () -> {
                              entered.countDown();
                              try {
                                return held.await(20, TimeUnit.SECONDS);
                              } catch (InterruptedException stop) {
                                return false;
                              }
                            }));
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = clients.submit(() -> server.stranger().get("/health/ready").status());
      var second = clients.submit(() -> server.stranger().get("/health/ready").status());
      entered.await();

      Answer refused =
          server
              .stranger()
              .send(server.stranger().request("/health/live").header("Origin", Server.ORIGIN));
      assertThat(refused.problem()).isEqualTo("503 overloaded");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo(Server.ORIGIN);

      held.countDown();
      assertThat(first.get()).isEqualTo(200);
      assertThat(second.get()).isEqualTo(200);
      // A place is free a moment after its answer is out.
      LongPollTest.until(() -> server.stranger().get("/health/live").status() == 200);
    }
  }

  @Test
  void a_body_that_comes_too_slowly_is_answered_and_its_connection_closed() throws Exception {
    try (var server = new Server();
        Socket socket = server.connect()) {
      long start = System.nanoTime();
      LongPollTest.write(
          socket,
          "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Content-Length: 1000\r\n\r\n{");
      Thread dripping = drip(socket);

      String answer = readAll(socket);

      assertThat(answer).startsWith("HTTP/1.1 408").contains("\"code\":\"request_timeout\"");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
      dripping.interrupt();
    }
  }

  @Test
  void slow_bodies_hold_no_worker() throws Exception {
    try (var server = new Server()) {
      Socket[] sockets = new Socket[100];
      for (int i = 0; i < sockets.length; i++) {
        sockets[i] = server.connect();
        LongPollTest.write(
            sockets[i],
            "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");
      }
      assertThat(server.stranger().get("/health/live").status()).isEqualTo(200);
      for (Socket socket : sockets) {
        assertThat(readAll(socket)).startsWith("HTTP/1.1 408");
        socket.close();
      }
    }
  }

  @Test
  void a_slow_body_that_nobody_reads_ends_in_time_too() throws Exception {
    try (var server = new Server();
        Socket socket = server.connect()) {
      long start = System.nanoTime();
      LongPollTest.write(
          socket, "POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{");
      Thread dripping = drip(socket);

      // The answer does not wait for the body; the connection does, but not for ever.
      char[] begin = new char[12];
      var in = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
      assertThat(in.read(begin)).isEqualTo(begin.length);
      assertThat(new String(begin)).isEqualTo("HTTP/1.1 404");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
      readAll(socket);
      dripping.interrupt();
    }
  }

  @Test
  void a_client_that_leaves_in_the_middle_of_its_body_is_forgotten() throws Exception {
    try (var server =
        new Server(
            api ->
                api.bounds(Bounds.DEFAULT.withComingIn(1).withBodyTime(Duration.ofSeconds(30))))) {
      for (int i = 0; i < 5; i++) {
        try (Socket socket = server.connect()) {
          LongPollTest.write(
              socket,
              "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                  + "Content-Length: 1000\r\n\r\n{");
          Thread.sleep(50);
        }
      }
      // The one place for bodies on their way is free again.
      LongPollTest.until(() -> server.stranger().post("/api/v1/auth/login", "{}").status() == 422);
    }
  }

  @Test
  void bodies_hold_no_more_memory_than_they_may() throws Exception {
    try (var server =
            new Server(
                api ->
                    api.bounds(
                        Bounds.DEFAULT.withBodyBytes(1_000).withBodyTime(Duration.ofSeconds(30))));
        Socket socket = server.connect()) {
      String head =
          "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Content-Length: 1000\r\n\r\n";
      LongPollTest.write(socket, head + " ".repeat(990));
      String body = " ".repeat(500) + "{}";
      LongPollTest.until(() -> server.stranger().post("/api/v1/auth/login", body).status() == 503);
      socket.close();
      LongPollTest.until(() -> server.stranger().post("/api/v1/auth/login", body).status() == 422);
      // Nothing is lost on the way.
      for (int i = 0; i < 20; i++) {
        assertThat(server.stranger().post("/api/v1/auth/login", body).status()).isEqualTo(422);
      }
    }
  }

  @Test
  void only_so_many_may_wait() throws Exception {
    try (var server = new Server(api -> api.bounds(Bounds.DEFAULT.withWaiting(1)));
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Person ann = server.register();
      String poll = "/api/v1/sync?wait=60&cursor=" + ann.get("/api/v1/sync").text("cursor");
      var first = clients.submit(() -> ann.get(poll).status());
      LongPollTest.until(() -> server.api.waiting() == 1);

      assertThat(ann.get(poll).problem()).isEqualTo("503 overloaded");
      server.api.close();
      assertThat(first.get()).isEqualTo(200);
    }
  }

  @Test
  void a_broken_body_is_answered() throws Exception {
    try (var server = new Server();
        Socket socket = server.connect()) {
      LongPollTest.write(
          socket,
          "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Content-Length: 1000\r\n\r\n{");
      socket.shutdownOutput();

      assertThat(readAll(socket)).startsWith("HTTP/1.1 400").contains("\"malformed\"");
    }
  }

  @Test
  void what_is_not_http_is_refused() throws Exception {
    try (var server = new Server()) {
      for (String rude :
          List.of(
              "hello\r\n\r\n",
              "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
              "GET /api/v1/users?q=%zz HTTP/1.1\r\nHost: x\r\n\r\n",
              "GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(100_000) + "\r\n\r\n",
              "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\nzz\r\n")) {
        try (Socket socket = server.connect()) {
          LongPollTest.write(socket, rude + "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
          String answer = readAll(socket);
          assertThat(answer)
              .as(rude.substring(0, Math.min(rude.length(), 60)))
              .doesNotContain("HTTP/1.1 5")
              .doesNotContain("\tat ");
        }
      }
      assertThat(server.stranger().get("/health/live").status()).isEqualTo(200);
    }
  }

  @Test
  void a_host_mounts_it_where_it_likes_and_knows_its_own_users() throws Exception {
    Authenticator host =
        token -> new Authenticator.Caller(new UserId(token), token, Optional.empty());
    try (Chattr chattr = Chattr.on(new MemoryStore()).build();
        RestApi api = RestApi.on(chattr, host).build()) {
      Undertow undertow =
          Undertow.builder()
              .addHttpListener(0, "127.0.0.1")
              .setHandler(new PathHandler().addPrefixPath("/my/chat", api))
              .build();
      undertow.start();
      try {
        int port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
        String base = "http://127.0.0.1:" + port + "/my/chat/api/v1/";

        assertThat(get(base + "users/me", "ann").body())
            .isEqualTo(
                "{\"id\":\"ann\",\"username\":\"ann\",\"role\":\"user\",\"settings\":{\"readReceipts\":true}}");
        // An id of the host's may hold what a path may not.
        assertThat(get(base + "users/a%2Fb%3B%25", "ann").body()).contains("\"id\":\"a/b;%\"");
        assertThat(get(base + "auth/login", "ann").statusCode()).isEqualTo(404);
        assertThat(get("http://127.0.0.1:" + port + "/api/v1/users/me", "ann").body()).isEmpty();
      } finally {
        undertow.stop();
      }
    }
  }

  private static HttpResponse<String> get(String uri, String token) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(uri))
                .header("Authorization", "Bearer " + token)
                .build(),
            BodyHandlers.ofString());
  }

  private static Answer preflight(Server server, String origin) {
    return server
        .stranger()
        .send(
            server
                .stranger()
                .request("/api/v1/conversations")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
  }

  /** Sends a byte now and then, so that the connection is never quiet. */
  private static Thread drip(Socket socket) {
    return Thread.startVirtualThread(
        () -> {
          try {
            while (true) {
              Thread.sleep(100);
              socket.getOutputStream().write(' ');
            }
          } catch (IOException | InterruptedException over) {
            // The connection or the test has ended.
          }
        });
  }

  private static String readAll(Socket socket) throws IOException {
    var all = new StringBuilder();
    var in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    try {
      for (int c = in.read(); c >= 0; c = in.read()) {
        all.append((char) c);
      }
    } catch (SocketTimeoutException never) {
      throw new AssertionError("the connection stayed open; so far: " + all, never);
    } catch (IOException reset) {
      all.append("(reset)");
    }
    return all.toString();
  }
}
