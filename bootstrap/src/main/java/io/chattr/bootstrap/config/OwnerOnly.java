package io.chattr.bootstrap.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that nobody but their owner can read, from the first moment on. */
public final class OwnerOnly {
  private static final FileAttribute<?>[] NOTHING = {};

  private OwnerOnly() {}

  /** Makes a folder unless it is there; one that is there stays as it is. */
  public static void folder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      Files.createDirectories(folder, rights(folder, "rwx------"));
    }
  }

  /** Makes an empty file, which must not be there. */
  public static void file(Path file) throws IOException {
    Files.createFile(file, rights(file, "rw-------"));
  }

  private static FileAttribute<?>[] rights(Path path, String rights) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : NOTHING;
  }
}
