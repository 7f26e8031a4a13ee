package io.chattr.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chattr's server in a JVM of its own, on a free port of this machine. */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern RUNNING = Pattern.compile("running at http://localhost:(\\d+)");
  private static final int WARNS_OF_OLD_LIBRARIES = 24;
  private static final int STOP_SECONDS = 10;

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Returns when it listens.
   *
   * @param folder where it runs and keeps its data
   * @param settings its environment, before what is usual here
   * @param jvm options of its JVM, beside those that {@code ./chattr} gives
   */
  public static ServerProcess start(Path folder, Map<String, String> settings, List<String> jvm)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Djava.awt.headless=true");
    if (Runtime.version().feature() >= WARNS_OF_OLD_LIBRARIES) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(jvm);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.chattr.bootstrap.Main");
    var builder = new ProcessBuilder(command).directory(Files.createDirectories(folder).toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("CHATTR_"));
    builder.environment().put("PORT", "0");
    builder.environment().put("HOST", "127.0.0.1");
    builder.environment().put("CHATTR_BCRYPT_COST", "4");
    // The clients are floods, and hear everything once.
    builder.environment().put("CHATTR_MAX_FRAMES_PER_SECOND", "1000000");
    builder.environment().put("CHATTR_VOCABULARY", "native");
    builder.environment().put("CHATTR_RATE_LIMITS", "off");
    builder.environment().put("CHATTR_ACCESS_TOKEN_TTL", "1d");
    builder.environment().putAll(settings);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher running = RUNNING.matcher(line);
      if (running.find()) {
        Thread.ofPlatform().daemon().start(() -> drain(out));
        return new ServerProcess(process, Integer.parseInt(running.group(1)));
      }
    }
    process.destroyForcibly();
    throw new IOException("The server did not start");
  }

  /** So that the server never waits for somebody to read what it says. */
  private static void drain(BufferedReader out) {
    try {
      out.transferTo(Writer.nullWriter());
    } catch (IOException stopped) {
      // It has nothing more to say.
    }
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
