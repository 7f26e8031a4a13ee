package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.engineio.PollingClient;
import io.chattr.adapter.websocket.engineio.TestClient;
import io.chattr.domain.identity.UserId;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who does not say in time who they are is closed, whatever else they say. */
class UnauthenticatedTest {
  private static final Duration MOST = ChatSockets.Limits.DEFAULT.unauthenticated();
  private static final CloseReason PLAIN = new CloseReason("unauthenticated", 1008);

  private final VirtualChat chat =
      new VirtualChat(new MemoryStore(), EngineOptions.DEFAULTS, 1_000, MOST, new Random(1));

  @AfterEach
  void stop() {
    chat.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void who_says_nothing_is_closed_when_the_time_is_over_and_not_before(boolean plainly) {
    TestClient client = chat.open(plainly);

    chat.passes(MOST.minusNanos(1));
    assertThat(client.closed()).isEmpty();
    chat.passes(Duration.ofNanos(1));

    assertThat(client.closed()).contains(plainly ? PLAIN : CloseReason.CONNECT_TIMEOUT);
  }

  @ParameterizedTest
  @CsvSource({"false, 3", "false, 6", "true, 3"})
  void whoever_answers_pings_and_says_nothing_else_gains_no_time(boolean plainly, String packet) {
    TestClient client = chat.open(plainly);

    for (int second = 0; second < MOST.toSeconds(); second++) {
      assertThat(client.closed()).isEmpty();
      if (plainly) {
        client.link().receivePong();
      } else {
        client.sends(packet);
      }
      chat.passes(Duration.ofSeconds(1));
    }

    assertThat(client.closed()).isPresent();
  }

  @Test
  void who_polls_and_never_connects_is_closed() {
    PollingClient client = chat.openPolling();
    var poll = client.pollsSlowly();

    chat.passes(MOST);

    assertThat(poll.answer()).isEqualTo("1");
    assertThat(client.hears()).startsWith("400 ");
  }

  @Test
  void who_is_refused_may_show_something_better_and_gains_no_time() {
    TestClient client = chat.open(false);
    client.frames();
    for (int second = 1; second < MOST.toSeconds(); second++) {
      chat.passes(Duration.ofSeconds(1));
      client.sends("40{}");
      chat.works();
      assertThat(client.hears()).singleElement().asString().contains("\"unauthenticated\"");
    }

    chat.passes(Duration.ofSeconds(1));

    assertThat(client.closed()).contains(CloseReason.CONNECT_TIMEOUT);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void who_is_let_in_stays(boolean plainly) {
    TestClient client = chat.join(new UserId("ann"), plainly);

    chat.passes(MOST.multipliedBy(3));

    assertThat(client.closed()).isEmpty();
  }
}
