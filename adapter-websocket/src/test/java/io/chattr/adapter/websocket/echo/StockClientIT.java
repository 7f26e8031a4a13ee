package io.chattr.adapter.websocket.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.socketio.SocketIoOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The unmodified npm client against the echo application; its rules stand in stock-client.mjs. */
class StockClientIT {
  private static final Path NPM = Path.of("src", "test", "npm");

  @Test
  void the_stock_client_finds_everything_as_it_expects() throws Exception {
    if (System.getenv("CI") == null) {
      assumeTrue(
          isInstalled(), "skipped: node or the stock client is missing (npm ci in src/test/npm)");
    }
    var options = EngineOptions.DEFAULTS.withPings(Duration.ofMillis(400), Duration.ofSeconds(10));
    try (var server =
        new EchoServer(0, "/engine.io", "/socket.io", options, SocketIoOptions.DEFAULTS)) {
      Process client =
          new ProcessBuilder("node", "stock-client.mjs", "http://localhost:" + server.port())
              .directory(NPM.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(client.waitFor(240, TimeUnit.SECONDS)).isTrue();
      assertThat(client.exitValue()).describedAs(said).isZero();
    }
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0
          && Files.exists(NPM.resolve(Path.of("node_modules", "socket.io-client")));
    } catch (IOException noNode) {
      return false;
    }
  }
}
