package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.websocket.engineio.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoalescerTest {
  private static final Duration REST = Duration.ofSeconds(1);

  // A logger lives as long as somebody holds it.
  private static final Logger QUIET = Logger.getLogger(Coalescer.class.getName());

  private final VirtualTime time = new VirtualTime();
  private final Queue<Runnable> work = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private final Coalescer<String> coalescer = new Coalescer<>(work::add, time, REST, done::add);

  private void works() {
    for (Runnable task = work.poll(); task != null; task = work.poll()) {
      task.run();
    }
  }

  private void rests() {
    time.pass(REST);
  }

  @Test
  void the_first_touch_is_answered_at_once_and_nothing_follows() {
    coalescer.touch("a");
    works();
    rests();
    works();

    assertThat(done).containsExactly("a");
    assertThat(coalescer.size()).isZero();
    assertThat(time.appointments()).isZero();
  }

  @Test
  void what_can_wait_is_answered_after_a_rest_and_once() {
    coalescer.touchLater("a");
    coalescer.touchLater("a");
    coalescer.touch("a");
    works();
    assertThat(done).isEmpty();

    rests();
    works();
    assertThat(done).containsExactly("a");

    rests();
    works();
    assertThat(done).containsExactly("a");
    assertThat(coalescer.size()).isZero();
  }

  @Test
  void a_burst_is_answered_at_once_and_once_more_after_a_rest() {
    coalescer.touch("a");
    works();
    for (int i = 0; i < 1_000; i++) {
      coalescer.touch("a");
    }
    works();
    assertThat(done).containsExactly("a");
    assertThat(coalescer.size()).isEqualTo(1);

    rests();
    works();
    rests();
    works();

    assertThat(done).containsExactly("a", "a");
    assertThat(coalescer.size()).isZero();
  }

  @Test
  void what_waits_for_the_worker_waits_once() {
    for (int i = 0; i < 1_000; i++) {
      coalescer.touch("a");
      coalescer.touch("b");
    }

    assertThat(work).hasSize(2);
    works();
    rests();
    assertThat(work).isEmpty();
    assertThat(done).containsExactly("a", "b");
  }

  @Test
  void a_touch_while_it_is_done_counts_as_a_new_one() {
    var touching = new ArrayList<Coalescer<String>>();
    var again =
        new Coalescer<String>(
            work::add,
            time,
            REST,
            key -> {
              done.add(key);
              if (done.size() == 1) {
                touching.get(0).touch(key);
              }
            });
    touching.add(again);

    again.touch("a");
    works();
    rests();
    works();

    assertThat(done).containsExactly("a", "a");
  }

  @Test
  void what_fails_is_tried_again_after_a_rest() {
    QUIET.setLevel(Level.OFF);
    var failing =
        new Coalescer<String>(
            work::add,
            time,
            REST,
            key -> {
              done.add(key);
              if (done.size() == 1) {
                throw new IllegalStateException("the store cannot be read");
              }
            });

    failing.touch("a");
    works();
    assertThat(done).hasSize(1);
    rests();
    works();
    rests();

    assertThat(done).containsExactly("a", "a");
    assertThat(failing.size()).isZero();
  }

  @Test
  void a_worker_that_has_stopped_leaves_nothing_behind() {
    var stopped =
        new Coalescer<String>(
            task -> {
              throw new RejectedExecutionException();
            },
            time,
            REST,
            done::add);

    stopped.touch("a");

    assertThat(stopped.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void whatever_happens_what_was_seen_last_is_how_it_stands(long seed) {
    var random = new SplittableRandom(seed);
    var truth = new HashMap<String, Integer>();
    var seen = new HashMap<String, Integer>();
    var lastSeen = new HashMap<String, Long>();
    var seeing =
        new Coalescer<String>(
            work::add,
            time,
            REST,
            key -> {
              Long before = lastSeen.put(key, time.nanos());
              assertThat(before == null || time.nanos() - before >= REST.toNanos()).isTrue();
              seen.put(key, truth.get(key));
            });

    for (int i = 0; i < 2_000; i++) {
      switch (random.nextInt(4)) {
        case 0 -> time.pass(Duration.ofMillis(random.nextInt(700)));
        case 1 -> works();
        default -> {
          String key = "key" + random.nextInt(5);
          truth.merge(key, 1, Integer::sum);
          seeing.touch(key);
        }
      }
    }
    works();
    rests();
    works();
    rests();

    assertThat(seen).isEqualTo(Map.copyOf(truth));
    assertThat(seeing.size()).isZero();
  }
}
