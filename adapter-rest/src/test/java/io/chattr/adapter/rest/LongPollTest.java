package io.chattr.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.rest.Server.Answer;
import io.chattr.adapter.rest.Server.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LongPollTest {
  private final Server server = new Server();
  private final Person ann = server.register();
  private final Person ben = server.register();
  private final String room =
      ann.post("/api/v1/conversations", "{\"type\":\"direct\",\"userId\":\"" + ben.id() + "\"}")
          .text("id");
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    server.close();
    clients.shutdownNow();
  }

  @Test
  void a_poll_waits_until_something_happens() throws Exception {
    String cursor = ben.get("/api/v1/sync").text("cursor");
    Future<Answer> poll = clients.submit(() -> poll(ben, cursor, 30));
    until(() -> server.api.waiting() == 1);

    post("hello");

    Answer news = poll.get(5, TimeUnit.SECONDS);
    assertThat(news.text("events.0.data.message.content")).isEqualTo("hello");
    assertThat(news.at("unread.0.unreadCount").asInt()).isEqualTo(1);
    assertThat(server.api.waiting()).isZero();
  }

  @Test
  void what_has_happened_already_is_told_at_once() {
    String cursor = ben.get("/api/v1/sync").text("cursor");
    post("hello");

    assertThat(poll(ben, cursor, 60).at("events")).hasSize(1);
  }

  @Test
  void without_a_cursor_there_is_nothing_to_wait_for() {
    assertThat(ben.get("/api/v1/sync?wait=60").at("events")).isEmpty();
  }

  @Test
  void when_the_time_is_over_there_is_an_empty_answer() {
    String cursor = ben.get("/api/v1/sync").text("cursor");
    long start = System.nanoTime();

    Answer answer = poll(ben, cursor, 1);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(seconds(1), seconds(10));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("events")).isEmpty();
    assertThat(answer.at("complete").asBoolean()).isTrue();
    assertThat(answer.text("cursor")).isEqualTo(cursor);
    assertThat(server.api.waiting()).isZero();
  }

  @Test
  void whose_log_in_ends_while_they_wait_hear_of_nothing_more() throws Exception {
    String cursor = ben.get("/api/v1/sync").text("cursor");
    Future<Answer> poll = clients.submit(() -> poll(ben, cursor, 30));
    until(() -> server.api.waiting() == 1);

    ben.post("/api/v1/auth/logout", "");
    post("psst");

    assertThat(poll.get(10, TimeUnit.SECONDS).problem()).isEqualTo("401 session_revoked");
  }

  @Test
  void what_others_do_elsewhere_wakes_nobody() throws Exception {
    Person cat = server.register();
    String cursor = cat.get("/api/v1/sync").text("cursor");
    Future<Answer> poll = clients.submit(() -> poll(cat, cursor, 1));
    until(() -> server.api.waiting() == 1);

    post("psst");

    assertThat(poll.get(10, TimeUnit.SECONDS).at("events")).isEmpty();
  }

  @Test
  void waiting_holds_no_thread() throws Exception {
    String cursor = ben.get("/api/v1/sync").text("cursor");
    List<Future<Answer>> polls = new ArrayList<>();
    // Far more than the server has threads.
    for (int i = 0; i < 200; i++) {
      polls.add(clients.submit(() -> poll(ben, cursor, 30)));
    }
    until(() -> server.api.waiting() == 200);

    post("hello");

    for (Future<Answer> poll : polls) {
      assertThat(poll.get(10, TimeUnit.SECONDS).text("events.0.data.message.content"))
          .isEqualTo("hello");
    }
    assertThat(server.api.waiting()).isZero();
  }

  @Test
  void thousands_wait_without_a_thread_each_and_one_commit_wakes_them_all() throws Exception {
    int thousands = 2_000;
    int threads = Thread.activeCount();
    var sockets = new ArrayList<Socket>();
    try {
      for (int i = 1; i <= thousands; i++) {
        sockets.add(startPoll());
        int begun = i;
        until(() -> server.api.waiting() > begun - 100);
      }
      until(() -> server.api.waiting() == thousands);
      assertThat(Thread.activeCount() - threads).isLessThan(thousands / 10);

      post("hello");

      for (Socket socket : sockets) {
        var in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        assertThat(answer(in)).contains("hello");
      }
      assertThat(server.api.waiting()).isZero();
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void following_tells_everything_once_and_in_order() throws Exception {
    String[] cursor = {ben.get("/api/v1/sync").text("cursor")};
    Future<List<String>> heard =
        clients.submit(
            () -> {
              var contents = new ArrayList<String>();
              while (contents.size() < 50) {
                Answer news = poll(ben, cursor[0], 10);
                news.at("events")
                    .forEach(
                        event -> {
                          if (event.get("type").asText().equals("message:new")) {
                            contents.add(event.at("/data/message/content").asText());
                          }
                        });
                cursor[0] = news.text("cursor");
              }
              return contents;
            });

    List<String> said = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      said.add("message " + i);
      post("message " + i);
    }

    assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo(said);
  }

  @Test
  void a_client_that_hangs_up_is_noticed() throws Exception {
    try (Socket socket = startPoll()) {
      until(() -> server.api.waiting() == 1);
      socket.close();
      until(() -> server.api.waiting() == 0);
    }
    try (Socket socket = startPoll()) {
      until(() -> server.api.waiting() == 1);
      // With a reset instead of an orderly end.
      socket.setSoLinger(true, 0);
      socket.close();
      until(() -> server.api.waiting() == 0);
    }
  }

  @Test
  void a_connection_serves_on_after_a_poll_and_takes_requests_sent_ahead() throws Exception {
    try (Socket socket = startPoll()) {
      until(() -> server.api.waiting() == 1);
      write(socket, "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
      Thread.sleep(100);
      assertThat(server.api.waiting()).isEqualTo(1);
      post("hello");
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(answer(in)).contains("message:new");
      assertThat(answer(in)).isEqualTo("{\"status\":\"up\"}");
      for (int i = 0; i < 3; i++) {
        write(socket, "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(answer(in)).isEqualTo("{\"status\":\"up\"}");
      }
    }
  }

  @Test
  void closing_answers_all_who_wait_and_nobody_waits_after_it() throws Exception {
    String cursor = ben.get("/api/v1/sync").text("cursor");
    Future<Answer> poll = clients.submit(() -> poll(ben, cursor, 60));
    until(() -> server.api.waiting() == 1);

    server.api.close();

    assertThat(poll.get(5, TimeUnit.SECONDS).at("events")).isEmpty();
    assertThat(poll(ben, cursor, 60).status()).isEqualTo(200);
    assertThat(ben.get("/health/ready").status()).isEqualTo(503);
    assertThat(ben.get("/health/live").status()).isEqualTo(200);
  }

  private Answer poll(Person person, String cursor, int seconds) {
    return person.get("/api/v1/sync?cursor=" + cursor + "&wait=" + seconds);
  }

  private Socket startPoll() throws IOException {
    String cursor = ben.get("/api/v1/sync").text("cursor");
    Socket socket = server.connect();
    write(
        socket,
        "GET /api/v1/sync?wait=60&cursor=%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(cursor, ben.login().get("accessToken").asText()));
    return socket;
  }

  private void post(String text) {
    Answer posted =
        ann.post("/api/v1/conversations/" + room + "/messages", "{\"content\":\"" + text + "\"}");
    assertThat(posted.status()).isEqualTo(201);
  }

  static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** The body of the next answer on a connection. */
  static String answer(BufferedReader in) throws IOException {
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    var body = new StringBuilder();
    for (int i = 0; i < length; i++) {
      body.append((char) in.read());
    }
    return body.toString();
  }

  static void until(BooleanSupplier done) throws InterruptedException {
    long end = System.nanoTime() + seconds(10).toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(5);
    }
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
