package io.chattr.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwtSecretTest {
  @TempDir Path folder;

  @Test
  void a_secret_is_made_once_and_found_again() {
    Path data = folder.resolve("new").resolve("data");

    String made = JwtSecret.in(data);

    assertThat(made.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThanOrEqualTo(32);
    assertThat(JwtSecret.in(data)).isEqualTo(made);
    assertThat(JwtSecret.in(folder.resolve("other"))).isNotEqualTo(made);
  }

  @Test
  void nobody_but_the_owner_may_look_into_a_folder_that_is_made_for_it() throws Exception {
    Path data = folder.resolve("new").resolve("data");

    JwtSecret.in(data);

    assertThat(Files.getPosixFilePermissions(data))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void nobody_but_the_owner_may_read_it() throws Exception {
    JwtSecret.in(folder);

    assertThat(folder.toFile().list()).containsExactly("jwt-secret");
    assertThat(Files.getPosixFilePermissions(folder.resolve("jwt-secret")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }
}
