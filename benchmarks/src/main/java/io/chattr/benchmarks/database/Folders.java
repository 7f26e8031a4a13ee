package io.chattr.benchmarks.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders for the files of one run. */
public final class Folders {
  private Folders() {}

  /** A new folder in {@code parent}, which is made as well. */
  public static Path create(Path parent, String prefix) throws IOException {
    return Files.createTempDirectory(Files.createDirectories(parent), prefix).toAbsolutePath();
  }

  /** The file system that {@code folder} is on: figures from one in memory mean nothing. */
  public static String fileSystem(Path folder) throws IOException {
    return Files.getFileStore(folder).type();
  }

  public static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
