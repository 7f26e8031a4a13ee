package io.chattr.bootstrap;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers over one database: who was on one comes back on the other; nodes.mjs tells it. */
class NodesIT {
  @TempDir Path folder;

  @Test
  @Timeout(240)
  void who_goes_from_one_server_to_another_has_lost_and_doubled_nothing() throws Exception {
    try (var postgres = EmbeddedPostgres.start()) {
      var settings =
          Map.of(
              "DATABASE_URL",
              "postgresql://postgres@localhost:" + postgres.getPort() + "/postgres",
              "JWT_SECRET",
              "the same on every node, and long enough for it");
      try (var here = ServerProcess.start(Files.createDirectory(folder.resolve("here")), settings);
          var there =
              ServerProcess.start(Files.createDirectory(folder.resolve("there")), settings);
          var script = NodeScript.run("nodes.mjs", here.url(), there.url())) {
        script.hear("kill"::equals);
        there.kill();
        script.tell("killed");
        script.hear("done"::equals);
        script.succeeds();
      }
    }
  }
}
