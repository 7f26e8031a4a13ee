package io.chattr.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.persistence.SqlStore;
import io.chattr.domain.account.Username;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.testkit.fixture.Chat;
import io.chattr.testkit.fixture.Race;
import io.chattr.testkit.fixture.Room;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while it deletes an account, and the next one goes on with it. */
class ErasureKillIT {
  private static final int MESSAGES = 6_000;
  private static final int SENDERS = 20;
  private static final String NAMES =
      "\"username\": \"%s\", \"email\": \"%s@example.org\", \"password\": \"correct horse\"";

  @TempDir Path folder;
  private final long seed = Long.getLong("chattr.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  @Timeout(300)
  void killed_while_an_account_goes_it_is_gone_in_the_end() throws Exception {
    SqlDatabase database = SqlDatabase.h2(folder.resolve("data").resolve("chattr"));
    try (var server = ServerProcess.start(folder, Map.of());
        var http = HttpClient.newHttpClient()) {
      until(201, () -> register(http, server, "ben"));
      String token =
          register(http, server, "ann").body().replaceAll(".*\"accessToken\":\"([^\"]*)\".*", "$1");
      server.stop();
      Room room = talk(database);
      server.start();
      until(204, () -> delete(http, server, token));
      for (int kill = 0; kill < 3; kill++) {
        Thread.sleep(random.nextInt(150));
        server.kill();
        server.start();
        until(200, () -> ready(http, server));
      }

      until(201, () -> register(http, server, "ann"));

      assertThat(server.stop()).isEqualTo(143);
      try (SqlStore store = SqlStore.open(database)) {
        assertThat(new Chat(store).room(room.id()).messages())
            .as("seed " + seed)
            .hasSize(MESSAGES)
            .allMatch(Message::isDeleted);
        assertThat(store.accounts().deleting(9)).isEmpty();
      }
    }
  }

  private static Room talk(SqlDatabase database) {
    try (SqlStore store = SqlStore.open(database)) {
      UserId ann = store.accounts().find(new Username("ann")).orElseThrow().id();
      UserId ben = store.accounts().find(new Username("ben")).orElseThrow().id();
      Room room = new Chat(store).direct(ann, ben);
      // Many at once are one commit, and a commit is a flush to the disk.
      Race.of(
          SENDERS,
          sender ->
              () -> {
                for (int i = 0; i < MESSAGES / SENDERS; i++) {
                  room.post(ann, "message " + i);
                }
                return sender;
              });
      return room;
    }
  }

  private interface Asking {
    HttpResponse<String> ask() throws IOException, InterruptedException;
  }

  private static void until(int status, Asking asking) throws InterruptedException {
    while (true) {
      try {
        if (asking.ask().statusCode() == status) {
          return;
        }
      } catch (IOException notUpYet) {
        // Asked again.
      }
      Thread.sleep(20);
    }
  }

  private static HttpResponse<String> register(HttpClient http, ServerProcess server, String name)
      throws IOException, InterruptedException {
    return send(
        http,
        request(server, "/api/v1/auth/register")
            .POST(BodyPublishers.ofString("{" + NAMES.formatted(name, name) + "}")));
  }

  private static HttpResponse<String> delete(HttpClient http, ServerProcess server, String token)
      throws IOException, InterruptedException {
    return send(
        http,
        request(server, "/api/v1/users/me")
            .header("Authorization", "Bearer " + token)
            .method(
                "DELETE",
                BodyPublishers.ofString(
                    "{\"password\": \"correct horse\", \"messages\": \"delete\"}")));
  }

  private static HttpResponse<String> ready(HttpClient http, ServerProcess server)
      throws IOException, InterruptedException {
    return send(http, request(server, "/health/ready"));
  }

  private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(ServerProcess server, String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .header("Content-Type", "application/json");
  }
}
