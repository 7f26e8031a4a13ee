package io.chattr.webtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every script beside {@code harness}, each with a browser and a server of its own. Without a
 * browser they are skipped, but not where CI counts on them.
 */
class PageIT {
  private static final Path SCRIPTS = Path.of("src", "test", "js");
  private static final Path LIBRARY = SCRIPTS.resolve(Path.of("node_modules", "playwright-core"));
  private static final int PATIENCE_SECONDS = 400;

  @TestFactory
  Stream<DynamicTest> a_browser_finds() throws IOException {
    List<Path> scripts;
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      scripts = files.filter(file -> file.toString().endsWith(".test.mjs")).sorted().toList();
    }
    assertThat(scripts).isNotEmpty();
    return scripts.stream()
        .map(Path::getFileName)
        .map(Path::toString)
        .map(name -> DynamicTest.dynamicTest(name, () -> run(name)));
  }

  private static void run(String script) throws IOException, InterruptedException {
    needed(Chromium.find().isPresent(), "Chromium is missing (" + Chromium.SETTING + " names one)");
    needed(
        Files.isDirectory(LIBRARY) && Chromium.onThePath("node").findAny().isPresent(),
        "node or playwright-core is missing (npm ci in web-tests/src/test/js)");
    var builder =
        new ProcessBuilder("node", "--test-reporter=spec", script)
            .directory(SCRIPTS.toFile())
            .redirectErrorStream(true);
    builder.environment().put(Chromium.SETTING, Chromium.find().orElseThrow().toString());
    builder.environment().put("SERVER_COMMAND", command());
    builder.environment().put("SHOTS", System.getProperty("chattr.shots"));
    Process process = builder.start();
    CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> said(process));
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    // What it has started may have outlived it, and holds its output open.
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();

    assertThat(ended).as("ends in time:\n%s", said.join()).isTrue();
    assertThat(process.exitValue()).as("%s", said.join()).isZero();
  }

  private static void needed(boolean there, String otherwise) {
    if (!there && System.getenv("CI") == null) {
      System.out.println("Not tried in a browser: " + otherwise);
      assumeTrue(there, otherwise);
    }
    assertThat(there).as(otherwise).isTrue();
  }

  /** How the server is run, as a list in JSON. */
  private static String command() {
    return Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            Path.of(System.getProperty("chattr.jar")).toAbsolutePath().normalize().toString(),
            "io.chattr.bootstrap.Main")
        .map(word -> '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .toList()
        .toString();
  }

  private static String said(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException closed) {
      return "its output was closed: " + closed;
    }
  }
}
