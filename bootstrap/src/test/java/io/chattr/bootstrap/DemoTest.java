package io.chattr.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chattr.bootstrap.config.Configuration;
import io.chattr.bootstrap.config.ConfigurationReader;
import io.chattr.bootstrap.demo.DemoPeople;
import io.chattr.bootstrap.demo.DemoPeople.Person;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --demo} starts with. */
class DemoTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;

  private Map<String, String> settings(String database) {
    return Map.of(
        "PORT", "0",
        "HOST", "127.0.0.1",
        "CHATTR_DATA", folder.toString(),
        "CHATTR_BCRYPT_COST", "4",
        "DATABASE_URL", database);
  }

  private Configuration demo(String database) {
    return ConfigurationReader.readForDemo(settings(database), folder);
  }

  private static String ask(Server server, String token, String method, String path, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
    return HTTP.send(request.build(), BodyHandlers.ofString()).body();
  }

  /** Somebody of the demo, logged in. */
  private record Reader(Server server, String token) {
    static Reader of(Server server, Person person) throws Exception {
      String login = "{'login':'%s','password':'%s'}";
      JsonNode answer =
          MAPPER.readTree(
              ask(
                  server,
                  "",
                  "POST",
                  "/api/v1/auth/login",
                  login.formatted(person.username(), person.password())));
      assertThat(answer.at("/user/displayName").asText()).isEqualTo(person.displayName());
      return new Reader(server, answer.get("accessToken").asText());
    }

    JsonNode get(String path) throws Exception {
      return MAPPER.readTree(ask(server, token, "GET", "/api/v1" + path, ""));
    }

    List<JsonNode> items(String path) throws Exception {
      return list(get(path).get("items"));
    }

    JsonNode conversation(String type) throws Exception {
      return items("/conversations").stream()
          .filter(each -> each.get("type").asText().equals(type))
          .findFirst()
          .orElseThrow();
    }

    List<JsonNode> history(JsonNode conversation) throws Exception {
      return items("/conversations/" + conversation.get("id").asText() + "/messages?limit=100");
    }
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  @Test
  void three_people_have_a_group_friends_and_something_to_say() throws Exception {
    try (Server server = Server.start(demo(""))) {
      for (Person person : DemoPeople.ALL.people()) {
        Reader reader = Reader.of(server, person);
        assertThat(reader.items("/conversations")).hasSizeGreaterThan(1);
        assertThat(reader.items("/friends")).isNotEmpty();
      }
      Reader maya = Reader.of(server, DemoPeople.MAYA);

      assertThat(maya.items("/friend-requests"))
          .singleElement()
          .satisfies(
              request ->
                  assertThat(request.get("receiverId")).isEqualTo(maya.get("/users/me").get("id")));
      assertThat(maya.conversation("group").get("unreadCount").asInt()).isPositive();
      assertThat(maya.conversation("direct").get("unreadCount").asInt()).isPositive();
      List<JsonNode> said = maya.history(maya.conversation("group"));
      assertThat(said).anyMatch(message -> message.hasNonNull("replyTo"));
      assertThat(said).anyMatch(message -> !message.at("/mentions").isEmpty());
      assertThat(said).anyMatch(message -> !message.at("/reactions").isEmpty());
      assertThat(said).anyMatch(message -> message.hasNonNull("editedAt"));
    }
  }

  @Test
  void the_history_has_days_and_then_the_clock_is_right() throws Exception {
    try (Server server = Server.start(demo("memory:"))) {
      Reader maya = Reader.of(server, DemoPeople.MAYA);
      JsonNode group = maya.conversation("group");
      List<Instant> times =
          maya.history(group).stream()
              .sorted(
                  (one, other) -> Long.compare(one.get("seq").asLong(), other.get("seq").asLong()))
              .map(message -> Instant.parse(message.get("createdAt").asText()))
              .toList();

      assertThat(times).isSorted();
      assertThat(Duration.between(times.getFirst(), times.getLast()))
          .isGreaterThan(Duration.ofDays(2));
      Instant before = Instant.now().minusMillis(1);
      String path = "/api/v1/conversations/" + group.get("id").asText() + "/messages";
      JsonNode now =
          MAPPER.readTree(ask(server, maya.token(), "POST", path, "{'content':'hello'}"));
      assertThat(Instant.parse(now.get("createdAt").asText())).isAfterOrEqualTo(before);
    }
  }

  @Test
  void a_database_is_filled_once_and_what_was_done_since_stays() throws Exception {
    try (var postgres = EmbeddedPostgres.start()) {
      String url = "postgresql://postgres@localhost:" + postgres.getPort() + "/postgres";
      try (Server server = Server.start(demo(url))) {
        Reader maya = Reader.of(server, DemoPeople.MAYA);
        String path =
            "/api/v1/conversations/" + maya.conversation("group").get("id").asText() + "/messages";
        ask(server, maya.token(), "POST", path, "{'content':'one more'}");
      }
      List<String> first;
      try (Server server = Server.start(demo(url))) {
        first = everything(Reader.of(server, DemoPeople.MAYA));
        assertThat(first).anyMatch(message -> message.contains("one more"));
      }
      try (Server server = Server.start(demo(url))) {
        assertThat(everything(Reader.of(server, DemoPeople.MAYA))).isEqualTo(first);
      }
    }
  }

  private static List<String> everything(Reader reader) throws Exception {
    return Stream.concat(
            reader.history(reader.conversation("group")).stream(),
            reader.history(reader.conversation("direct")).stream())
        .map(JsonNode::toString)
        .toList();
  }

  @Test
  void where_others_have_the_names_it_does_not_start() throws Exception {
    try (var postgres = EmbeddedPostgres.start()) {
      String url = "postgresql://postgres@localhost:" + postgres.getPort() + "/postgres";
      try (Server server = Server.start(ConfigurationReader.read(settings(url), folder))) {
        ask(
            server,
            "",
            "POST",
            "/api/v1/auth/register",
            "{'username':'tom','email':'tom@example.org','password':'correct horse'}");
      }

      assertThatThrownBy(() -> Server.start(demo(url)))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("a database of its own");
    }
  }

  @Test
  void the_page_is_told_how_to_log_in_and_only_in_a_demo() throws Exception {
    try (Server server = Server.start(demo(""))) {
      assertThat(ask(server, "", "GET", "/", ""))
          .contains("<meta name=\"chattr-demo\" content=\"{&quot;people&quot;:")
          .contains("&quot;maya&quot;", "Maya Lindqvist");
    }
    try (Server server = Server.start(ConfigurationReader.read(settings("memory:"), folder))) {
      assertThat(ask(server, "", "GET", "/", ""))
          .contains("<meta name=\"chattr-demo\" content=\"\">")
          .doesNotContain("maya");
    }
  }
}
