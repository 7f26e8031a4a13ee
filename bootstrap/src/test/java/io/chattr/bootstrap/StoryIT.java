package io.chattr.bootstrap;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A native frontend, unmodified, on the embedded default; story.mjs tells its story. */
class StoryIT {
  @TempDir Path folder;

  @Test
  @Timeout(180)
  void two_people_become_friends_and_chat_and_a_kill_in_the_middle_loses_nothing()
      throws Exception {
    try (var server = ServerProcess.start(folder, Map.of());
        var story = NodeScript.run("story.mjs", server.url())) {
      story.hear("kill"::equals);
      server.kill();
      server.start();
      story.tell("back");
      story.hear("done"::equals);
      story.succeeds();
    }
  }
}
