package io.chattr.bootstrap;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.persistence.SqlStore;
import io.chattr.application.account.AppointAdmin;
import io.chattr.bootstrap.config.Configuration;
import io.chattr.bootstrap.config.ConfigurationReader;
import io.chattr.domain.account.Username;
import io.chattr.domain.failure.Failure;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.people.Role;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whoever runs the server appoints its admins. */
@Command(
    name = "admin",
    mixinStandardHelpOptions = true,
    description = "Makes somebody an admin, or a user again, in the configured database.")
final class AdminCommand implements Runnable {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  private final Map<String, String> environment;
  private final Path folder;

  AdminCommand() {
    this(System.getenv(), Path.of(""));
  }

  AdminCommand(Map<String, String> environment, Path folder) {
    this.environment = environment;
    this.folder = folder;
  }

  /** Without a command of its own it does nothing. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "grant or revoke is missing");
  }

  @Command(mixinStandardHelpOptions = true, description = "Makes somebody an admin.")
  void grant(@Parameters(paramLabel = "NAME", description = "A user name.") String name) {
    appoint(name, Role.ADMIN);
    say(name + " is an admin now.");
  }

  @Command(mixinStandardHelpOptions = true, description = "Makes an admin a user again.")
  void revoke(@Parameters(paramLabel = "NAME", description = "A user name.") String name) {
    appoint(name, Role.USER);
    say(name + " is no admin now.");
  }

  private void appoint(String name, Role role) {
    switch (ConfigurationReader.read(environment, folder).database()) {
      case Configuration.Database.Memory memory ->
          throw new CannotStart(
              "memory: is known to the running server alone; set CHATTR_FIRST_USER_IS_ADMIN=true"
                  + " there, and let that admin appoint others");
      case Configuration.Database.Sql sql -> appoint(sql.database(), name, role);
    }
  }

  private static void appoint(SqlDatabase database, String name, Role role) {
    try {
      SqlStore.migrate(database);
      try (SqlStore store = SqlStore.open(database)) {
        new AppointAdmin(store.accounts()).handle(new Username(name), role);
      }
    } catch (Rejected refused) {
      throw new CannotStart(
          refused.failure() instanceof Failure.Conflict conflict
              ? conflict.detail()
              : "there is no account named \"" + name + "\" in " + database,
          refused);
    } catch (RuntimeException failure) {
      throw CannotStart.isOpenElsewhere(failure)
          ? new CannotStart(
              "the running server has the data open; stop it first, or let an admin do this by"
                  + " PATCH /api/v1/admin/users/{id}",
              failure)
          : CannotStart.because(failure);
    }
  }

  private void say(String sentence) {
    spec.commandLine().getOut().println(sentence);
    spec.commandLine().getOut().flush();
  }
}
