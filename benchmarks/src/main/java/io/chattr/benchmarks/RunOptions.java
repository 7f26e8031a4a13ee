package io.chattr.benchmarks;

import io.chattr.benchmarks.database.Folders;
import io.chattr.benchmarks.database.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What every measurement over databases can be told. */
public final class RunOptions {
  @Option(
      names = "--databases",
      split = ",",
      paramLabel = "NAME",
      description = "h2, postgresql, or both; default both.")
  private List<TestDatabases.Kind> kinds = List.of(TestDatabases.Kind.values());

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description =
          "Where databases lie while they are measured, on the disk that matters; default"
              + " $${sys:chattr.benchmarks.folder}, or the present folder.")
  private Path folder = Path.of(System.getProperty("chattr.benchmarks.folder", "target/data"));

  public List<TestDatabases.Kind> kinds() {
    return kinds;
  }

  public Path folder() {
    return folder;
  }

  public String fileSystem() throws IOException {
    return Folders.fileSystem(Files.createDirectories(folder));
  }
}
