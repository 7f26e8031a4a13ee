package io.chattr.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What whoever starts a server is told: how to log in to a demo, and of one that cannot run what is
 * wrong and what to do, and no stack trace.
 */
class StartIT {
  @TempDir Path folder;
  @TempDir Path other;

  @Test
  @Timeout(60)
  void every_mistake_of_the_configuration() throws Exception {
    try (var server =
        ServerProcess.start(folder, Map.of("CHATTR_PORT", "80", "JWT_SECRET", "short"))) {
      assertThat(server.ends()).isEqualTo(1);
      assertThat(server.said())
          .contains("CHATTR_PORT is not a setting")
          .contains("JWT_SECRET must be at least 32 bytes")
          .doesNotContain("Exception");
    }
  }

  @Test
  @Timeout(60)
  void a_demo_and_who_is_in_it() throws Exception {
    try (var server = ServerProcess.run(folder, Map.of("CHATTR_RATE_LIMITS", "on"), "--demo");
        var story = NodeScript.run("up.mjs", server.url())) {
      story.succeeds();

      assertThat(server.said())
          .contains("THIS IS A DEMO", "maya", "tom", "lena", "try chattr", "memory")
          .doesNotContain("Exception");
    }
  }

  @Test
  @Timeout(60)
  void an_admin_who_is_appointed_while_the_server_has_the_data_open() throws Exception {
    try (var server = ServerProcess.start(folder, Map.of());
        var story = NodeScript.run("up.mjs", server.url())) {
      story.succeeds();

      Map<String, String> data = Map.of("CHATTR_DATA", folder.resolve("data").toString());
      try (var command = ServerProcess.run(other, data, "admin", "grant", "ann")) {
        assertThat(command.ends()).isEqualTo(1);
        assertThat(command.said())
            .contains("running server has the data open; stop it first")
            .doesNotContain("Exception");
      }
    }
  }

  @Test
  @Timeout(60)
  void data_that_another_server_has_open() throws Exception {
    try (var first = ServerProcess.start(folder, Map.of());
        var story = NodeScript.run("up.mjs", first.url())) {
      story.succeeds();

      try (var second =
          ServerProcess.start(other, Map.of("CHATTR_DATA", folder.resolve("data").toString()))) {
        assertThat(second.ends()).isEqualTo(1);
        assertThat(second.said()).contains("another Chattr").doesNotContain("Exception");
      }
    }
  }
}
