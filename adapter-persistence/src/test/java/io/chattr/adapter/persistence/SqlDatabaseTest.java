package io.chattr.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlDatabaseTest {
  @Test
  void a_folder_that_is_made_for_a_file_is_its_owners_alone(@TempDir Path folder)
      throws IOException {
    Path data = folder.resolve("data");

    SqlStore.migrate(SqlDatabase.h2(data.resolve("chattr")));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
  }

  @Test
  void a_url_names_server_database_user_and_password() {
    var database =
        SqlDatabase.postgres("postgresql://ann%40home:p%3A+s@db:5433/chat?sslmode=require");

    assertThat(database.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5433/chat?sslmode=require");
    assertThat(database.user()).isEqualTo("ann@home");
    assertThat(database.password()).isEqualTo("p:+s");
    assertThat(database).hasToString("PostgreSQL at db:5433/chat");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "mysql://a:secret@b/c", "postgresql://b/c", "postgresql:a:secret", "%secret"})
  void what_is_no_such_url_is_refused_without_being_shown(String url) {
    assertThatThrownBy(() -> SqlDatabase.postgres(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }
}
