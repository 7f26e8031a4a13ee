package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.engineio.TestClient;
import io.chattr.domain.identity.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who says much waits for themselves: the others are answered after so many commands of each of
 * those, however many wait, and though one thread does it all.
 */
class FloodTest {
  /** Of one connection, before it is the next one's turn. */
  private static final int TURN = 16;

  private final VirtualChat chat =
      new VirtualChat(new MemoryStore(), EngineOptions.DEFAULTS, 1_000, new Random(1));

  @AfterEach
  void stop() {
    chat.close();
  }

  /** Sends commands for as long as the server reads them. */
  private static void flood(TestClient client, boolean plainly) {
    while (client.link().isHearing()) {
      say(client, plainly);
    }
  }

  private static void say(TestClient client, boolean plainly) {
    client.sends(
        plainly
            ? "{\"id\":1,\"type\":\"stop_typing\",\"data\":{}}"
            : "421[\"stop_typing\",{\"conversationId\":\"nowhere\"}]");
  }

  /** Answers that came since this was last asked. */
  private static long answers(TestClient client) {
    return client.hears().stream()
        .filter(frame -> frame.startsWith("431[") || frame.startsWith("{\"replyTo\":1,"))
        .count();
  }

  @ParameterizedTest
  @CsvSource({
    "1, false, false",
    "1, false, true",
    "1, true, false",
    "1, true, true",
    "20, false, false",
    "20, true, true"
  })
  void a_flood_of_some_does_not_raise_the_latency_of_others(
      int flooders, boolean plainFlood, boolean plainly) {
    List<TestClient> flood = new ArrayList<>();
    for (int i = 0; i < flooders; i++) {
      flood.add(chat.join(new UserId("ann"), plainFlood));
    }
    TestClient ben = chat.join(new UserId("ben"), plainly);

    for (int round = 0; round < 50; round++) {
      flood.forEach(client -> flood(client, plainFlood));
      flood.forEach(FloodTest::answers);
      say(ben, plainly);

      int before = 0;
      while (answers(ben) == 0) {
        chat.worksOnce();
        for (TestClient client : flood) {
          before += Math.toIntExact(answers(client));
          flood(client, plainFlood);
        }
      }

      assertThat(before).isPositive().isLessThanOrEqualTo(flooders * TURN);
    }
  }
}
