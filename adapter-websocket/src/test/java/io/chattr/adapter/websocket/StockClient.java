package io.chattr.adapter.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The unmodified npm client, in scripts of rules that each hold or do not. */
public final class StockClient {
  private static final Path NPM = Path.of("src", "test", "npm");
  private static final int PATIENCE_SECONDS = 300;

  private StockClient() {}

  /**
   * All rules of {@code script} hold of the server at {@code port}; {@code more} are arguments of
   * the script. Without node and the client this skips the test, but not where CI counts on it.
   */
  public static void finds(String script, int port, String... more)
      throws IOException, InterruptedException {
    isNeeded();
    var command = new ArrayList<>(List.of("node", script, "http://localhost:" + port));
    command.addAll(List.of(more));
    Process client =
        new ProcessBuilder(command).directory(NPM.toFile()).redirectErrorStream(true).start();
    String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(client.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(client.exitValue()).describedAs(said).isZero();
  }

  /** Skips the test where node or the client is missing, but not where CI counts on it. */
  public static void isNeeded() throws InterruptedException {
    if (System.getenv("CI") == null) {
      assumeTrue(
          isInstalled(), "skipped: node or the stock client is missing (npm ci in src/test/npm)");
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
