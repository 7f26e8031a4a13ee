package io.chattr.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The official Java client, which cannot recover by itself, chats and misses nothing. */
@Timeout(180)
class JavaStoryIT {
  private static final int MISSED = 230;

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();

  private record Heard(String name, JSONObject data) {}

  /** Somebody with a client, and all that it heard. */
  private record Person(String id, String token, JavaClient client, BlockingQueue<Heard> heard) {

    /** The next message; other events may stand between. */
    JSONObject hearsMessage() throws InterruptedException {
      return hears("message:new").getJSONObject("message");
    }

    JSONObject hears(String name) throws InterruptedException {
      Heard next;
      do {
        next = JavaStoryIT.next(heard);
      } while (!next.name().equals(name));
      return next.data();
    }

    JSONObject asks(String command, Object data) throws InterruptedException {
      var answers = new LinkedBlockingQueue<Object[]>();
      Ack ack = answers::add;
      client.socket().emit(command, new Object[] {data}, ack);
      return (JSONObject) JavaStoryIT.next(answers)[0];
    }

    JSONObject sends(String room, String text) throws InterruptedException {
      var answers = new LinkedBlockingQueue<JSONObject>();
      client.send(room, text, text, answers::add);
      JSONObject answer = JavaStoryIT.next(answers);
      assertThat(answer.getBoolean("ok")).as(answer.toString()).isTrue();
      return answer.getJSONObject("data");
    }
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(90, TimeUnit.SECONDS);
    assertThat(next).describedAs("what comes next").isNotNull();
    return next;
  }

  private JSONObject post(ServerProcess server, String path, String token, JSONObject body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return new JSONObject(answer.body());
  }

  private Person register(ServerProcess server, String name)
      throws IOException, InterruptedException {
    JSONObject account =
        post(
            server,
            "/api/v1/auth/register",
            "",
            new JSONObject(
                Map.of("username", name, "email", name + "@x.example", "password", "long enough")));
    var heard = new LinkedBlockingQueue<Heard>();
    String token = account.getString("accessToken");
    var client =
        new JavaClient(
            URI.create(server.url()), token, (event, data) -> heard.add(new Heard(event, data)));
    return new Person(account.getJSONObject("user").getString("id"), token, client, heard);
  }

  private static void isUp(ServerProcess server) throws Exception {
    try (var up = NodeScript.run("up.mjs", server.url())) {
      up.succeeds();
    }
  }

  @Test
  void a_java_client_chats_and_after_a_kill_catches_up_with_all_that_it_missed() throws Exception {
    try (var server = ServerProcess.start(folder, Map.of())) {
      isUp(server);
      Person ann = register(server, "ann");
      Person ben = register(server, "ben");
      try (JavaClient anns = ann.client();
          JavaClient bens = ben.client()) {
        anns.socket().connect();
        bens.socket().connect();
        // They begin with what is there.
        assertThat(ann.hears("reset").getJSONArray("events").isEmpty()).isTrue();
        assertThat(ben.hears("reset").getString("cursor")).isNotEmpty();
        String room =
            post(
                    server,
                    "/api/v1/conversations",
                    ann.token(),
                    new JSONObject(Map.of("type", "direct", "userId", ben.id())))
                .getString("id");
        assertThat(ben.asks("join_conversation", room).getJSONObject("data").getString("id"))
            .isEqualTo(room);

        JSONObject said = ann.sends(room, "hello €😀");
        for (Person person : List.of(ann, ben)) {
          JSONObject message = person.hearsMessage();
          assertThat(message.similar(said)).as(message + " and " + said).isTrue();
        }
        bens.socket().disconnect();
        for (int i = 0; i < MISSED; i++) {
          ann.sends(room, "missed " + i);
        }

        server.kill();
        server.start();
        bens.socket().connect();
        for (long seq = 2; seq < MISSED + 2; seq++) {
          assertThat(ben.hearsMessage().getLong("seq")).isEqualTo(seq);
        }
        ann.sends(room, "live");
        JSONObject live = ben.hearsMessage();
        assertThat(live.getString("content")).isEqualTo("live");
        assertThat(live.getLong("seq")).isEqualTo(MISSED + 2);

        // What is sent again is one message, and told nobody.
        assertThat(ann.sends(room, "live").getString("id")).isEqualTo(live.getString("id"));
        Set<Long> seqs = new TreeSet<>();
        while (seqs.size() < MISSED + 1) {
          seqs.add(ann.hearsMessage().getLong("seq"));
        }
        assertThat(seqs)
            .containsExactlyElementsOf(LongStream.rangeClosed(2, MISSED + 2).boxed().toList());
      }
    }
  }

  @Test
  void a_java_client_that_is_refused_is_told_the_code() throws Exception {
    try (var server = ServerProcess.start(folder, Map.of())) {
      isUp(server);
      Socket stranger =
          IO.socket(
              URI.create(server.url()),
              IO.Options.builder().setForceNew(true).setAuth(Map.of("token", "nonsense")).build());
      var errors = new LinkedBlockingQueue<Object[]>();
      stranger.on(Socket.EVENT_CONNECT_ERROR, errors::add);

      stranger.connect();

      var error = (JSONObject) next(errors)[0];
      assertThat(error.getJSONObject("data").getString("code")).isEqualTo("token_invalid");
      stranger.disconnect();
    }
  }

  @Test
  void the_client_that_the_document_shows_is_this_one() throws Exception {
    Matcher shown =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "docs", "java.md")));
    String source =
        Files.readString(
            Path.of("src", "test", "java", "io", "chattr", "bootstrap", "JavaClient.java"));

    assertThat(shown.find()).isTrue();
    assertThat(source).endsWith(shown.group(1));
  }
}
