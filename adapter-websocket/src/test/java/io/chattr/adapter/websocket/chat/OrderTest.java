package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.chat.Traveller.Way;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.domain.identity.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens in which order, each device hears all that its owner may see in the order of the
 * log, without a gap and once: live, by polling, through an upgrade, when its connection breaks at
 * any point, of a replay too, when it does not keep up, and when it is told to begin afresh.
 *
 * <p>A seed decides everything; {@code -Dorder.seed} tries one, {@code -Dorder.stories} more.
 */
class OrderTest {
  private static final int STORIES = Integer.getInteger("order.stories", 150);
  private static final int STEPS = 600;
  private static final int REPLAY_MAX = 60;

  private final List<Traveller> travellers = new ArrayList<>();

  @Test
  void all_events_of_one_connection_come_in_the_order_of_the_log() {
    Long chosen = Long.getLong("order.seed");
    if (chosen != null) {
      tell(chosen);
      return;
    }
    long first = 20_261_121;
    for (int i = 0; i < STORIES; i++) {
      tell(first + i);
    }

    assertThat(travellers.stream().mapToInt(Traveller::returns).sum()).as("returns").isPositive();
    assertThat(travellers.stream().mapToInt(Traveller::resets).sum()).as("resets").isPositive();
    assertThat(travellers.stream().mapToInt(Traveller::moves).sum()).as("moves").isPositive();
    assertThat(travellers.stream().mapToInt(Traveller::ends).sum()).as("ends").isPositive();
  }

  private void tell(long seed) {
    try {
      tell(new Random(seed));
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError("with -Dorder.seed=" + seed, failure);
    }
  }

  private void tell(Random random) {
    var store = new WatchedStore(new MemoryStore());
    var ben = new UserId("ben");
    Vocabulary vocabulary = Vocabulary.values()[random.nextInt(Vocabulary.values().length)];
    // In other vocabularies one event may be a hundred.
    EngineOptions options =
        vocabulary == Vocabulary.NATIVE
            ? EngineOptions.DEFAULTS.withMaxQueued(50, 4_000_000)
            : EngineOptions.DEFAULTS;
    try (var chat = new VirtualChat(store, options, REPLAY_MAX, random)) {
      var bustle = new Bustle(chat.chattr(), ben);
      var ours = new ArrayList<Traveller>();
      for (Way way : Way.values()) {
        ours.add(new Traveller(ben, way, vocabulary, store.target().journal(), chat::open));
      }
      store.aroundPage(
          () -> {
            if (random.nextInt(3) == 0) {
              bustle.step(random);
              chat.isLevel();
            }
          });
      for (int i = 0; i < STEPS; i++) {
        step(random, chat, bustle, ours);
        chat.isLevel();
      }
      store.aroundPage(() -> {});
      arrive(chat, ours);
      travellers.addAll(ours);
    }
  }

  private static void step(
      Random random, VirtualChat chat, Bustle bustle, List<Traveller> travellers) {
    switch (random.nextInt(8)) {
      case 0, 1 -> bustle.step(random);
      case 2, 3 -> chat.step();
      default -> travellers.get(random.nextInt(travellers.size())).step(random);
    }
  }

  private static void arrive(VirtualChat chat, List<Traveller> travellers) {
    for (Traveller traveller : travellers) {
      for (int i = 0; i < 2_000 && !traveller.arrives(); i++) {
        chat.works();
        chat.isLevel();
      }
    }
    // What they mark as delivered when they arrive is heard by all.
    for (int i = 0; i < 20; i++) {
      chat.works();
      chat.isLevel();
      travellers.forEach(Traveller::arrives);
    }
    travellers.forEach(Traveller::heardEverythingOnce);
  }
}
