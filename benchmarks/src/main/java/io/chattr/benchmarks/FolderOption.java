package io.chattr.benchmarks;

import io.chattr.benchmarks.database.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a measurement keeps its files. */
public final class FolderOption {
  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description =
          "Where databases lie while they are measured, on the disk that matters; default"
              + " $${sys:chattr.benchmarks.folder}, or the present folder.")
  private Path folder = Path.of(System.getProperty("chattr.benchmarks.folder", "target/data"));

  public Path folder() {
    return folder;
  }

  public String fileSystem() throws IOException {
    return Folders.fileSystem(Files.createDirectories(folder));
  }
}
