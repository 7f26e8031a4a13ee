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
import java.nio.file.Path;
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
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + server.port() + "/api/v1/auth/register"))
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      """
                      {"username": "ann", "email": "ann@example.com", "password": "correct horse"}\
                      """))
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
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
