package io.chattr.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chattr.bootstrap.config.Configuration;
import io.chattr.bootstrap.config.ConfigurationReader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every choice of the configuration is wired, and serves. */
class ServerTest {
  @TempDir Path folder;

  private Configuration configuration(String port, String database) {
    return ConfigurationReader.read(
        Map.of(
            "PORT",
            port,
            "HOST",
            "127.0.0.1",
            "CHATTR_DATA",
            folder.toString(),
            "CHATTR_BCRYPT_COST",
            "4",
            "DATABASE_URL",
            database),
        folder);
  }

  private int register(Server server) throws Exception {
    return status(
        to(server, "/api/v1/auth/register")
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"username": "ann", "email": "ann@example.com", "password": "correct horse"}\
                    """)));
  }

  private static HttpRequest.Builder to(Server server, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private static int status(HttpRequest.Builder request) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  void the_memory_store_forgets_with_the_server() throws Exception {
    for (int start = 0; start < 2; start++) {
      try (Server server = Server.start(configuration("0", "memory:"))) {
        assertThat(register(server)).isEqualTo(201);
      }
    }
  }

  @Test
  void it_shows_what_can_be_asked_and_what_can_be_heard() throws Exception {
    try (Server server = Server.start(configuration("0", "memory:"))) {
      for (String path : List.of("/docs", "/openapi.yaml", "/asyncapi.yaml")) {
        assertThat(status(to(server, path))).as(path).isEqualTo(200);
      }
    }
  }

  @Test
  void it_shows_a_page_to_chat_with_unless_told_not_to() throws Exception {
    try (Server server = Server.start(configuration("0", "memory:"))) {
      for (String path : List.of("/", "/index.html", "/vendor/socket.io.esm.min.js")) {
        assertThat(status(to(server, path))).as(path).isEqualTo(200);
      }
    }
    Configuration without =
        ConfigurationReader.read(
            Map.of(
                "PORT",
                "0",
                "CHATTR_DATA",
                folder.toString(),
                "DATABASE_URL",
                "memory:",
                "CHATTR_WEB",
                "off"),
            folder);
    try (Server server = Server.start(without)) {
      assertThat(status(to(server, "/"))).isEqualTo(404);
      assertThat(status(to(server, "/docs"))).isEqualTo(200);
    }
  }

  @Test
  void the_second_start_on_h2_finds_everything_again() throws Exception {
    try (Server server = Server.start(configuration("0", ""))) {
      assertThat(register(server)).isEqualTo(201);
    }
    try (Server server = Server.start(configuration("0", ""))) {
      assertThat(register(server)).isEqualTo(409);
    }
  }

  @Test
  void postgresql_serves_as_well() throws Exception {
    try (var postgres = EmbeddedPostgres.start()) {
      String url = "postgresql://postgres@localhost:" + postgres.getPort() + "/postgres";
      try (Server server = Server.start(configuration("0", url))) {
        assertThat(register(server)).isEqualTo(201);
      }
      try (Server server = Server.start(configuration("0", url))) {
        assertThat(register(server)).isEqualTo(409);
      }
    }
  }

  @Test
  void data_that_cannot_be_kept_is_told_in_a_sentence() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Configuration configuration =
        ConfigurationReader.read(
            Map.of("PORT", "0", "CHATTR_DATA", file.resolve("data").toString()), folder);

    assertThatThrownBy(() -> Server.start(configuration))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("CHATTR_DATA");
  }

  @Test
  void while_its_database_is_away_it_is_not_ready() throws Exception {
    try (var postgres = EmbeddedPostgres.start()) {
      String url = "postgresql://postgres@localhost:" + postgres.getPort() + "/postgres";
      try (Server server = Server.start(configuration("0", url))) {
        assertThat(status(to(server, "/health/ready"))).isEqualTo(200);
        postgres.close();

        assertThat(status(to(server, "/health/ready"))).isEqualTo(503);
        assertThat(status(to(server, "/health/live"))).isEqualTo(200);
      }
    }
  }

  @Test
  void a_port_in_use_is_told_in_a_sentence() {
    try (Server server = Server.start(configuration("0", "memory:"))) {
      String port = Integer.toString(server.port());

      assertThatThrownBy(() -> Server.start(configuration(port, "memory:")))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining(port);
    }
  }

  @Test
  void a_database_that_cannot_be_reached_is_told_in_a_sentence() {
    String nobody = "postgresql://chattr:secret@127.0.0.1:1/chattr";

    assertThatThrownBy(() -> Server.start(configuration("0", nobody)))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("DATABASE_URL")
        .hasMessageNotContaining("secret");
  }
}
