package io.chattr.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A script with the stock client; it and its test talk in lines. */
final class NodeScript implements AutoCloseable {
  private static final Path NPM = Path.of("src", "test", "npm");

  private final Process process;
  private final BufferedReader said;
  private final List<String> lines = new ArrayList<>();

  private NodeScript(Process process) {
    this.process = process;
    this.said = process.inputReader(StandardCharsets.UTF_8);
  }

  static NodeScript run(String script, String... arguments) throws IOException {
    if (System.getenv("CI") == null) {
      assumeTrue(isInstalled(), "skipped: node or the stock client is missing");
    }
    var command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    return new NodeScript(
        new ProcessBuilder(command).directory(NPM.toFile()).redirectErrorStream(true).start());
  }

  /** Waits for a line that fits. */
  String hear(Predicate<String> fits) throws IOException {
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      lines.add(line);
      if (fits.test(line)) {
        return line;
      }
    }
    throw new AssertionError("the script ended; it said:\n" + String.join("\n", lines));
  }

  void tell(String line) throws IOException {
    var out = process.outputWriter(StandardCharsets.UTF_8);
    out.write(line + "\n");
    out.flush();
  }

  /** Waits for its end, which must be a good one. */
  void succeeds() throws IOException, InterruptedException {
    said.lines().forEach(lines::add);
    assertThat(process.waitFor()).describedAs(String.join("\n", lines)).isZero();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static boolean isInstalled() {
    try {
      return Files.exists(NPM.resolve(Path.of("node_modules", "socket.io-client")))
          && new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException noNode) {
      return false;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
