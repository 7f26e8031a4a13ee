package io.chattr.bootstrap;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The server as users run it, in a process of its own that can be killed and started again. */
final class ServerProcess implements AutoCloseable {
  private final Path folder;
  private final Map<String, String> settings;
  private final int port;
  private final List<String> arguments;
  private Process process;

  private ServerProcess(
      Path folder, Map<String, String> settings, int port, List<String> arguments) {
    this.arguments = arguments;
    this.folder = folder;
    this.settings = settings;
    this.port = port;
  }

  /** Starts a server whose data is in {@code folder}, on a port that it keeps. */
  static ServerProcess start(Path folder, Map<String, String> settings) throws IOException {
    return run(folder, settings);
  }

  /** The same with arguments: one of the server's commands. */
  static ServerProcess run(Path folder, Map<String, String> settings, String... arguments)
      throws IOException {
    var server = new ServerProcess(folder, settings, freePort(), List.of(arguments));
    server.start();
    return server;
  }

  void start() throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("chattr.jar"),
            "io.chattr.bootstrap.Main");
    builder.command().addAll(arguments);
    var environment = new TreeMap<>(settings);
    environment.put("PORT", Integer.toString(port));
    environment.putIfAbsent("CHATTR_DATA", folder.resolve("data").toString());
    environment.put("CHATTR_BCRYPT_COST", "4");
    environment.putIfAbsent("CHATTR_RATE_LIMITS", "off");
    builder.environment().putAll(environment);
    process =
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()))
            .start();
  }

  /** Without a word of warning, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As Ctrl+C does; answers with the exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  /** Waits until it ends by itself, and answers with the exit code. */
  int ends() throws InterruptedException {
    return process.waitFor();
  }

  /** All that it has said. */
  String said() throws IOException {
    return Files.readString(folder.resolve("server.log"));
  }

  String url() {
    return "http://localhost:" + port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
