package io.chattr.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.persistence.SqlStore;
import io.chattr.bootstrap.config.Configuration;
import io.chattr.bootstrap.config.ConfigurationReader;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.domain.people.Said;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Room;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Friends hear what becomes of somebody, as they are and when they are no more. */
@Timeout(120)
class DepartureTest {
  private static final String PASSWORD = "correct horse";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;

  private Server start(String database) {
    Configuration configuration =
        ConfigurationReader.read(
            Map.of(
                "PORT",
                "0",
                "HOST",
                "127.0.0.1",
                "CHATTR_DATA",
                folder.toString(),
                "CHATTR_BCRYPT_COST",
                "4",
                "DATABASE_URL",
                database),
            folder);
    return Server.start(configuration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory:", ""})
  void a_friends_socket_hears_of_a_new_name_and_of_the_end(String database) throws Exception {
    try (Server server = start(database)) {
      Person ann = Person.register(server, "ann");
      Person ben = Person.register(server, "ben");
      ann.calls("POST", "/friend-requests", "{'userId': '" + ben.id() + "'}");
      ben.calls("POST", "/friend-requests", "{'userId': '" + ann.id() + "'}");
      Ear anns = Ear.of(ann);
      Ear bens = Ear.of(ben);

      ann.calls("PATCH", "/users/me", "{'displayName': 'Ann', 'readReceipts': false}");

      JsonNode updated = bens.hears("user:updated");
      assertThat(updated.at("/user/id").asText()).isEqualTo(ann.id());
      assertThat(updated.at("/user/displayName").asText()).isEqualTo("Ann");
      assertThat(anns.hears("user:settings").at("/settings/readReceipts").asBoolean(true))
          .isFalse();

      ann.calls("DELETE", "/users/me", "{'password': '" + PASSWORD + "', 'messages': 'delete'}");

      assertThat(bens.hears("user:deleted").get("userId").asText()).isEqualTo(ann.id());
      assertThat(bens.hears("friend:removed").get("userId").asText()).isEqualTo(ann.id());
      anns.hearsTheEnd();
    }
  }

  @Test
  void what_a_server_on_h2_left_undone_the_next_one_does() throws Exception {
    undone("", SqlDatabase.h2(folder.resolve("chattr")));
  }

  @Test
  void what_a_server_on_postgresql_left_undone_the_next_one_does() throws Exception {
    try (var postgres = EmbeddedPostgres.start()) {
      String url = "postgresql://postgres@localhost:" + postgres.getPort() + "/postgres";
      undone(url, SqlDatabase.postgres(url));
    }
  }

  private void undone(String url, SqlDatabase database) throws Exception {
    UserId ann;
    UserId ben;
    try (Server server = start(url)) {
      ann = Person.register(server, "ann").user();
      ben = Person.register(server, "ben").user();
    }
    Room room;
    try (SqlStore store = SqlStore.open(database)) {
      room = new Chat(store).direct(ann, ben);
      room.post(ann, "hello");
      // No more than this was done when the process ended.
      store.accounts().appoint(ann, (present, n) -> present.deleting(Said.DELETE, n));
    }

    try (Server server = start(url)) {
      // Until her name is free.
      Person again = Person.register(server, "ann");
      while (again.id().isEmpty()) {
        Thread.sleep(20);
        again = Person.register(server, "ann");
      }
    }

    try (SqlStore store = SqlStore.open(database)) {
      assertThat(store.accounts().deleting(9)).isEmpty();
      assertThat(new Chat(store).room(room.id()).messages())
          .allMatch(Message::isDeleted)
          .hasSize(1);
      assertThat(store.sessions().of(ann)).isEmpty();
    }
  }

  /** Somebody at a server. */
  private record Person(Server server, String id, String token) {
    static Person register(Server server, String name) throws Exception {
      var nobody = new Person(server, "", "");
      JsonNode answer =
          nobody.calls(
              "POST",
              "/auth/register",
              "{'username': '%s', 'email': '%s@example.org', 'password': '%s'}"
                  .formatted(name, name, PASSWORD));
      return new Person(
          server, answer.at("/user/id").asText(), answer.path("accessToken").asText());
    }

    JsonNode calls(String method, String path, String body) throws Exception {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path))
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
      if (!token.isEmpty()) {
        request.header("Authorization", "Bearer " + token);
      }
      return JSON.readTree(HTTP.send(request.build(), BodyHandlers.ofString()).body());
    }

    UserId user() {
      return new UserId(id);
    }
  }

  /** What comes over a plain socket. */
  private static final class Ear implements WebSocket.Listener {
    private static final String END = "the end";

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final StringBuilder unfinished = new StringBuilder();

    static Ear of(Person person) throws Exception {
      var ear = new Ear();
      HTTP.newWebSocketBuilder()
          .header("Authorization", "Bearer " + person.token())
          .buildAsync(URI.create("ws://127.0.0.1:" + person.server().port() + "/ws"), ear)
          .join();
      ear.hears("log:position");
      return ear;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      unfinished.append(part);
      if (last) {
        frames.add(unfinished.toString());
        unfinished.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      frames.add(END);
      return null;
    }

    /** Waits for the next event of this type. */
    JsonNode hears(String type) throws Exception {
      while (true) {
        String frame = frames.take();
        assertThat(frame).as("waiting for " + type).isNotEqualTo(END);
        JsonNode event = JSON.readTree(frame);
        if (event.path("type").asText().equals(type)) {
          return event.get("data");
        }
      }
    }

    void hearsTheEnd() throws InterruptedException {
      while (!frames.take().equals(END)) {
        // Whatever comes before.
      }
    }
  }
}
