package io.chattr.bootstrap;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A camelCase frontend, unmodified, on the embedded default; camelcase.mjs tells its story. */
class CamelCaseStoryIT {
  @TempDir Path folder;

  @Test
  @Timeout(180)
  void a_camelcase_frontend_is_recognised_and_misses_nothing_over_a_kill() throws Exception {
    try (var server = ServerProcess.start(folder, Map.of());
        var story = NodeScript.run("camelcase.mjs", server.url())) {
      story.hear("kill"::equals);
      server.kill();
      server.start();
      story.tell("back");
      story.hear("done"::equals);
      story.succeeds();
    }
  }
}
