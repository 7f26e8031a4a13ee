package io.chattr.bootstrap;

import io.chattr.adapter.persistence.SqlStore;
import io.chattr.bootstrap.config.Configuration;
import io.chattr.bootstrap.config.ConfigurationReader;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends the restore of a back-up. */
@Command(
    name = "new-epoch",
    mixinStandardHelpOptions = true,
    description =
        "Ends the restore of a back-up, with the server stopped: clients who have seen what the"
            + " back-up does not hold will load everything afresh.")
final class NewEpoch implements Runnable {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    Configuration configuration = ConfigurationReader.read(System.getenv(), Path.of(""));
    switch (configuration.database()) {
      case Configuration.Database.Memory memory ->
          throw new CannotStart("memory: keeps nothing, so there is nothing to restore");
      case Configuration.Database.Sql sql -> {
        SqlStore.migrate(sql.database());
        try (SqlStore store = SqlStore.open(sql.database())) {
          store.newEpoch();
        }
        spec.commandLine().getOut().println("A new epoch has begun in " + sql.database() + ".");
      }
    }
  }
}
