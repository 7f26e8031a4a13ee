package io.chattr.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.application.port.Limit;
import io.chattr.bootstrap.config.Configuration;
import io.chattr.bootstrap.config.ConfigurationReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server limits, unless it is told not to. */
class LimitsTest {
  @TempDir Path folder;

  private Configuration configuration(Map<String, String> more) {
    var values =
        new TreeMap<>(
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
                "memory:"));
    values.putAll(more);
    return ConfigurationReader.read(values, folder);
  }

  private static HttpResponse<String> logIn(Server server, HttpClient client, String from)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/api/v1/auth/login"))
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", from)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"login\": \"nobody\", \"password\": \"wrong\"}"))
            .build(),
        BodyHandlers.ofString());
  }

  /** Until it is refused; a slow machine gets new tokens meanwhile. */
  private static HttpResponse<String> logInTooOften(Server server, HttpClient client, String from)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = logIn(server, client, from);
    for (int i = 0; i < 20 * Limit.LOG_INS.burst() && answer.statusCode() == 401; i++) {
      answer = logIn(server, client, from);
    }
    return answer;
  }

  @Test
  void who_tries_too_many_passwords_is_told_when_to_come_back() throws Exception {
    try (Server server = Server.start(configuration(Map.of()));
        var client = HttpClient.newHttpClient()) {
      HttpResponse<String> refused = logInTooOften(server, client, "1.2.3.4");

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After").map(Long::valueOf).orElseThrow())
          .isPositive();
      assertThat(refused.body()).contains("\"code\":\"rate_limited\"", "\"retryAfter\":");
      // What a client says of where it is does not help.
      assertThat(logInTooOften(server, client, "1.2.3.5").statusCode()).isEqualTo(429);
    }
  }

  @Test
  void behind_a_proxy_each_client_has_limits_of_its_own() throws Exception {
    try (Server server = Server.start(configuration(Map.of("CHATTR_TRUSTED_PROXIES", "1")));
        var client = HttpClient.newHttpClient()) {
      assertThat(logInTooOften(server, client, "1.2.3.4").statusCode()).isEqualTo(429);

      assertThat(logIn(server, client, "1.2.3.5").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void for_load_tests_nothing_is_limited_and_that_is_said_loudly() throws Exception {
    Configuration unlimited = configuration(Map.of("CHATTR_RATE_LIMITS", "off"));
    try (Server server = Server.start(unlimited);
        var client = HttpClient.newHttpClient()) {
      assertThat(logInTooOften(server, client, "1.2.3.4").statusCode()).isEqualTo(401);
    }
    assertThat(Banner.of(unlimited, 1)).contains("WARNING: CHATTR_RATE_LIMITS=off");
    assertThat(Banner.of(configuration(Map.of()), 1)).doesNotContain("WARNING");
  }

  @Test
  void the_table_for_people_is_the_one_of_the_core() throws IOException {
    var rows = Files.readAllLines(Path.of("..", "docs", "limits.md"));

    for (Limit limit : Limit.values()) {
      assertThat(rows)
          .filteredOn(row -> row.startsWith("| `" + limit + "`"))
          .singleElement()
          .asString()
          .endsWith(
              "| %d | %d %s |".formatted(limit.burst(), limit.tokens(), unit(limit.period())));
    }
  }

  private static String unit(Duration period) {
    return switch ((int) period.toSeconds()) {
      case 1 -> "a second";
      case 60 -> "a minute";
      case 3600 -> "an hour";
      default -> throw new AssertionError(period);
    };
  }
}
