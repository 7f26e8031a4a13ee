package io.chattr.benchmarks;

import io.chattr.benchmarks.database.TestDatabases;
import java.util.List;
import picocli.CommandLine.Option;

/** Which databases are measured. */
public final class DatabaseOption {
  @Option(
      names = "--databases",
      split = ",",
      paramLabel = "NAME",
      description = "h2, postgresql, or both; default both.")
  private List<TestDatabases.Kind> kinds = List.of(TestDatabases.Kind.values());

  public List<TestDatabases.Kind> kinds() {
    return kinds;
  }
}
