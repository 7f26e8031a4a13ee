package io.chattr.benchmarks.rivals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Installs the relay and what it needs, as its lock file says, in a folder that is kept. */
final class Npm {
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", Relay.SCRIPT);
  private static final int SECONDS_TO_INSTALL = 300;

  private final Path folder;

  Npm(Path folder) {
    this.folder = folder;
  }

  void install() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    boolean changed = !Files.isDirectory(folder.resolve("node_modules"));
    for (String name : FILES) {
      String wanted = resource(name);
      Path file = folder.resolve(name);
      if (!Files.exists(file) || !Files.readString(file).equals(wanted)) {
        // Written last, so that a run that is broken off here is gone through again.
        changed = true;
      }
    }
    if (changed) {
      for (String name : FILES) {
        Files.writeString(folder.resolve(name), resource(name));
      }
      run("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
    }
  }

  /** What {@code node} and the relay's packages call themselves. */
  String description() throws IOException, InterruptedException {
    String node = run("node", "--version").strip();
    String version = run("node", "-p", "require('socket.io/package.json').version").strip();
    return "npm socket.io " + version + " on node " + node;
  }

  private String run(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    } catch (IOException missing) {
      throw new IOException(
          command[0] + " is missing, and is needed for what Chattr is compared with", missing);
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(SECONDS_TO_INSTALL, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
    return said;
  }

  private static String resource(String name) throws IOException {
    try (var in = Npm.class.getResourceAsStream("/npm/" + name)) {
      if (in == null) {
        throw new IOException("This jar has no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
