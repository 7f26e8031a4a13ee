package io.chattr.webtests;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of this machine: the one that {@code CHROME_BIN} names, or one on the path. */
final class Chromium {
  static final String SETTING = "CHROME_BIN";

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private Chromium() {}

  static Optional<Path> find() {
    String named = System.getenv(SETTING);
    return named != null
        ? Optional.of(Path.of(named)).filter(Files::isExecutable)
        : NAMES.stream().flatMap(Chromium::onThePath).findFirst();
  }

  static Stream<Path> onThePath(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable);
  }
}
