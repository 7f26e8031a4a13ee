package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.memory.MemoryStore;
import io.chattr.adapter.websocket.chat.Traveller.Way;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.domain.identity.UserId;
import io.chattr.testkit.fixture.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/**
 * {@link OrderTest}'s rule over a real server, with several who write at once and a thread for each
 * device. The seed decides what each of them does, and the machine what comes first.
 *
 * <p>{@code -Dorder.seed} tries one, {@code -Dorder.seconds} tells for longer.
 */
class OrderIT {
  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("order.seconds", 8));
  private static final int WRITERS = 3;
  private static final int DEEDS = 150;
  private static final int REPLAY_MAX = 120;

  private final List<Traveller> travellers = new ArrayList<>();

  @Test
  void all_events_of_one_connection_come_in_the_order_of_the_log() {
    long seed = Long.getLong("order.seed", 20_261_121);
    long end = System.nanoTime() + TIME.toNanos();
    do {
      tell(seed);
      seed++;
    } while (System.nanoTime() < end && Long.getLong("order.seed") == null);

    assertThat(travellers.stream().mapToInt(Traveller::returns).sum()).as("returns").isPositive();
    assertThat(travellers.stream().mapToInt(Traveller::moves).sum()).as("moves").isPositive();
  }

  private void tell(long seed) {
    var store = new MemoryStore();
    var ben = new UserId("ben");
    var setup =
        ChatServer.Setup.over(store)
            .replayMax(REPLAY_MAX)
            .engine(EngineOptions.DEFAULTS.withMaxPerSecond(1_000_000))
            .chattr(parts -> parts.markRound(Duration.ZERO));
    try (var server = ChatServer.start(setup)) {
      var bustle = new Bustle(server.chattr(), ben);
      var written = new CountDownLatch(WRITERS);
      // Nobody writes faster than the others travel, or all would be over before it began.
      var pace = new Semaphore(0);
      var ours = new ArrayList<Traveller>();
      var tasks = new ArrayList<Callable<Void>>();
      var random = new Random(seed);
      for (int i = 0; i < WRITERS; i++) {
        var deeds = new Random(random.nextLong());
        tasks.add(() -> write(bustle, deeds, pace, written));
      }
      for (Way way : Way.values()) {
        Vocabulary vocabulary = Vocabulary.values()[random.nextInt(Vocabulary.values().length)];
        var traveller =
            new Traveller(
                ben,
                way,
                vocabulary,
                store.journal(),
                (kind, cursor) -> RealLine.open(server.port(), kind, cursor));
        ours.add(traveller);
        var whims = new Random(random.nextLong());
        tasks.add(() -> travel(traveller, whims, pace, written));
      }
      Race.of(tasks.size(), tasks::get);
      // Those who arrive mark what they have as delivered, of which all hear.
      ours.forEach(OrderIT::arrive);
      ours.forEach(Traveller::heardEverythingOnce);
      ours.forEach(traveller -> traveller.goes(true));
      travellers.addAll(ours);
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError("with -Dorder.seed=" + seed, failure);
    }
  }

  private static Void write(Bustle bustle, Random deeds, Semaphore pace, CountDownLatch written)
      throws InterruptedException {
    for (int i = 0; i < DEEDS; i++) {
      pace.acquire();
      bustle.step(deeds);
    }
    written.countDown();
    return null;
  }

  private static Void travel(
      Traveller traveller, Random whims, Semaphore pace, CountDownLatch written) {
    while (written.getCount() > 0) {
      traveller.step(whims);
      pace.release();
    }
    arrive(traveller);
    return null;
  }

  private static void arrive(Traveller traveller) {
    long end = System.nanoTime() + Duration.ofSeconds(Race.PATIENCE_SECONDS / 2).toNanos();
    while (!traveller.arrives() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
