package io.chattr.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.persistence.SqlDatabase;
import io.chattr.adapter.persistence.SqlStore;
import io.chattr.domain.account.Account;
import io.chattr.domain.account.EmailAddress;
import io.chattr.domain.account.Username;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Role;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ./chattr admin}, on H2. */
class AdminCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Map<String, String> environment, String... arguments) {
    var main = Main.commandLine();
    var admin = new CommandLine(new AdminCommand(environment, folder));
    main.getCommandSpec().removeSubcommand("admin");
    main.addSubcommand("admin", admin);
    // Told anew, as it reaches those commands alone that are there by then.
    main.setExecutionExceptionHandler(main.getExecutionExceptionHandler());
    return main.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
  }

  private int run(String... arguments) {
    return run(Map.of("CHATTR_DATA", folder.toString()), arguments);
  }

  private SqlStore store() {
    SqlDatabase database = SqlDatabase.h2(folder.resolve("chattr"));
    SqlStore.migrate(database);
    return SqlStore.open(database);
  }

  private void register(String name) {
    try (SqlStore store = store()) {
      store
          .accounts()
          .add(
              new Account(
                  new UserId(name),
                  new Username(name),
                  new EmailAddress(name + "@example.org"),
                  "hash",
                  Role.USER,
                  Optional.empty(),
                  Optional.empty(),
                  Instant.EPOCH));
    }
  }

  private Role role(String name) {
    try (SqlStore store = store()) {
      return store.accounts().find(new Username(name)).orElseThrow().role();
    }
  }

  @Test
  void somebody_is_made_an_admin_and_a_user_again() {
    register("ann");
    register("ben");

    assertThat(run("admin", "grant", "Ann")).isZero();
    assertThat(role("ann")).isEqualTo(Role.ADMIN);
    assertThat(run("admin", "grant", "ann")).isZero();
    assertThat(run("admin", "grant", "ben")).isZero();
    assertThat(run("admin", "revoke", "ann")).isZero();
    assertThat(role("ann")).isEqualTo(Role.USER);
    assertThat(out.toString()).contains("ann is an admin now").contains("ann is no admin now");
  }

  @Test
  void a_new_role_is_announced_when_the_server_runs_again() {
    register("ann");

    run("admin", "grant", "ann");

    try (SqlStore store = store()) {
      assertThat(store.accounts().unannounced(9)).hasSize(1);
    }
  }

  @Test
  void the_last_admin_stays_one() {
    register("ann");
    run("admin", "grant", "ann");

    assertThat(run("admin", "revoke", "ann")).isEqualTo(1);

    assertThat(err.toString()).contains("last admin");
    assertThat(role("ann")).isEqualTo(Role.ADMIN);
  }

  @Test
  void a_name_that_nobody_has_is_told() {
    assertThat(run("admin", "grant", "nobody")).isEqualTo(1);
    assertThat(run("admin", "grant", "no such form")).isEqualTo(1);

    assertThat(err.toString())
        .contains("no account named \"nobody\"")
        .contains("no account named \"no such form\"")
        .contains(folder.toString())
        .doesNotContain("Exception");
  }

  @Test
  void what_is_in_memory_cannot_be_reached() {
    assertThat(run(Map.of("DATABASE_URL", "memory:"), "admin", "grant", "ann")).isEqualTo(1);

    assertThat(err.toString()).contains("CHATTR_FIRST_USER_IS_ADMIN");
  }

  @Test
  void a_wrong_command_line_is_told() {
    assertThat(run("admin")).isEqualTo(2);
    assertThat(run("admin", "grant")).isEqualTo(2);
    assertThat(run("admin", "promote", "ann")).isEqualTo(2);
    assertThat(run("admin", "grant", "ann", "ben")).isEqualTo(2);
  }
}
