package io.chattr.bootstrap.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;

/** A folder on the class path, in a jar or not. */
final class PackedFolder {
  private PackedFolder() {}

  /** What {@code reading} makes of the folder that holds {@code file}, as long as it is open. */
  static <T> T read(String file, Function<Path, T> reading) {
    URL found = Objects.requireNonNull(PackedFolder.class.getResource(file), file);
    try {
      URLConnection there = found.openConnection();
      if (!(there instanceof JarURLConnection packed)) {
        return reading.apply(folder(Path.of(found.toURI())));
      }
      URI jar = packed.getJarFileURL().toURI();
      try (FileSystem files = FileSystems.newFileSystem(Path.of(jar))) {
        return reading.apply(folder(files.getPath(file)));
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (URISyntaxException malformed) {
      throw new IllegalStateException(malformed);
    }
  }

  private static Path folder(Path file) {
    return Objects.requireNonNull(file.getParent());
  }
}
