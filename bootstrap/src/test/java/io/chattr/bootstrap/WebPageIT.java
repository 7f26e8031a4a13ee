package io.chattr.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page to chat with, as the built server has it. */
class WebPageIT {
  private static final Path PAGE = Path.of("..", "web");
  private static final Path PUBLISHED =
      Path.of("src/test/npm/node_modules/socket.io-client/dist/socket.io.esm.min.js");

  @TempDir Path folder;

  @Test
  @Timeout(60)
  void it_is_what_stands_in_the_folder_and_its_socket_client_is_what_was_published()
      throws Exception {
    try (var server = ServerProcess.start(folder, Map.of());
        var story = NodeScript.run("up.mjs", server.url());
        var http = HttpClient.newHttpClient()) {
      story.succeeds();

      for (Path file : files()) {
        String path = "/" + PAGE.relativize(file).toString().replace('\\', '/');
        assertThat(read(http, server, path)).as(path).isEqualTo(Files.readAllBytes(file));
      }
      assertThat(read(http, server, "/")).isEqualTo(Files.readAllBytes(PAGE.resolve("index.html")));
      assertThat(read(http, server, "/vendor/socket.io.esm.min.js"))
          .isEqualTo(Files.readAllBytes(PUBLISHED));
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(PAGE)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static byte[] read(HttpClient http, ServerProcess server, String path)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(server.url() + path)).build();
    return http.send(request, BodyHandlers.ofByteArray()).body();
  }
}
