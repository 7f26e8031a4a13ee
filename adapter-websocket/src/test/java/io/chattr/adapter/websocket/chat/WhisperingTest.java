package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.engineio.TestClient;
import io.chattr.application.presence.Whisper;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Fresh;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whispers do not push anybody over who does not keep up. */
class WhisperingTest {
  private static final UserId BEN = new UserId("ben");
  private static final int QUEUE = 40;

  private final VirtualChat chat =
      new VirtualChat(
          new MemoryStore(),
          EngineOptions.DEFAULTS.withMaxQueued(QUEUE, 1_000_000),
          1_000,
          new Random(1));

  @AfterEach
  void stop() {
    chat.close();
  }

  private void whispers(Whisper whisper) {
    chat.whispering().hear(List.of(BEN), whisper, "");
  }

  private void types(int times) {
    for (int i = 0; i < times; i++) {
      whispers(
          new Whisper.TypingChanged(new ConversationId(Fresh.id()), new UserId("ann"), i % 2 == 0));
    }
  }

  private void comes(String user, boolean online) {
    whispers(new Whisper.PresenceChanged(new UserId(user), online, Instant.EPOCH));
  }

  private static List<String> readsOn(VirtualChat chat, TestClient client) {
    client.recovers();
    chat.works();
    return client.hears();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void who_keeps_up_is_told_everything_at_once(boolean plainly) {
    TestClient client = chat.join(BEN, plainly);

    types(1_000);
    comes("ann", true);

    assertThat(client.hears()).hasSize(1_001);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void who_does_not_is_told_of_no_typing_beyond_a_quarter_of_what_may_wait(boolean plainly) {
    TestClient client = chat.join(BEN, plainly);
    client.stalls();

    types(1_000);

    assertThat(client.closed()).isEmpty();
    assertThat(readsOn(chat, client)).hasSize(QUEUE / 4 + 1);
    types(1);
    assertThat(client.hears()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void presence_is_told_as_it_is_when_they_have_read_on(boolean plainly) {
    TestClient client = chat.join(BEN, plainly);
    client.stalls();
    types(100);
    for (int i = 0; i < 500; i++) {
      comes("ann", true);
      comes("cat", true);
      comes("ann", false);
    }

    List<String> heard = readsOn(chat, client);

    assertThat(heard.subList(heard.size() - 2, heard.size()))
        .satisfiesExactly(
            ann -> assertThat(ann).contains("presence:offline", "\"ann\""),
            cat -> assertThat(cat).contains("presence:online", "\"cat\""));
    assertThat(heard).filteredOn(frame -> frame.contains("presence")).hasSize(2);
    assertThat(chat.whispering().size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void presence_of_many_is_told_as_room_is_made(boolean plainly) {
    TestClient client = chat.join(BEN, plainly);
    client.stalls();
    types(100);
    IntStream.range(0, Whispering.MOST).forEach(i -> comes("u" + i, true));

    int presences = 0;
    client.stalls();
    while (chat.whispering().size() > 0) {
      client.takes(1);
      chat.works();
    }
    presences += count(client.hears());
    presences += count(readsOn(chat, client));

    assertThat(client.closed()).isEmpty();
    assertThat(presences).isEqualTo(Whispering.MOST);
  }

  private static int count(List<String> frames) {
    return Math.toIntExact(frames.stream().filter(frame -> frame.contains("presence")).count());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void who_would_have_to_be_told_of_too_many_comes_back_and_loads_them(boolean plainly) {
    TestClient client = chat.join(BEN, plainly);
    client.stalls();
    types(100);

    IntStream.rangeClosed(0, Whispering.MOST).forEach(i -> comes("u" + i, true));
    readsOn(chat, client);

    assertThat(client.closed()).contains(CloseReason.OVERFLOW);
    assertThat(chat.whispering().size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void who_is_gone_leaves_nothing_behind(boolean plainly) {
    TestClient client = chat.join(BEN, plainly);
    client.stalls();
    types(100);
    comes("ann", true);
    assertThat(chat.whispering().size()).isPositive();

    client.link().lost(CloseReason.TRANSPORT_CLOSE);
    chat.works();
    comes("ann", false);

    assertThat(chat.whispering().size()).isZero();
  }
}
