package io.chattr.adapter.persistence.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JointLookupTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Set<Integer>> asked = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static Map<Integer, String> evenOnes(Set<Integer> keys) {
    var found = new HashMap<Integer, String>();
    keys.stream().filter(key -> key % 2 == 0).forEach(key -> found.put(key, "number " + key));
    return found;
  }

  @Test
  void who_is_alone_is_answered_at_once_and_what_is_not_found_is_absent() {
    var lookup = new JointLookup<Integer, String>(JointLookupTest::evenOnes, "none");

    assertThat(lookup.find(2)).isEqualTo("number 2");
    assertThat(lookup.find(3)).isEqualTo("none");
  }

  @Test
  void who_asks_while_others_are_answered_is_answered_with_all_who_wait() throws Exception {
    var began = new Semaphore(0);
    var first = new CountDownLatch(1);
    var lookup =
        new JointLookup<Integer, String>(
            keys -> {
              began.release();
              await(first);
              asked.add(Set.copyOf(keys));
              return evenOnes(keys);
            },
            "none");
    Future<String> one = threads.submit(() -> lookup.find(1));
    Future<String> two = threads.submit(() -> lookup.find(2));
    began.acquire(2);

    List<Future<String>> others =
        IntStream.range(10, 30).mapToObj(key -> threads.submit(() -> lookup.find(key))).toList();
    while (lookup.waiting() < others.size()) {
      Thread.onSpinWait();
    }
    first.countDown();

    assertThat(one.get()).isEqualTo("none");
    assertThat(two.get()).isEqualTo("number 2");
    for (int i = 0; i < others.size(); i++) {
      assertThat(others.get(i).get()).isEqualTo(i % 2 == 0 ? "number " + (10 + i) : "none");
    }
    assertThat(asked).hasSize(3);
    assertThat(asked.get(2)).hasSize(20);
  }

  @Test
  void a_failure_is_told_to_all_who_asked_and_the_next_is_answered() {
    var calls = new AtomicInteger();
    var lookup =
        new JointLookup<Integer, String>(
            keys -> {
              if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("no store");
              }
              return evenOnes(keys);
            },
            "none");

    assertThatThrownBy(() -> lookup.find(2)).hasMessage("no store");
    assertThat(lookup.find(2)).isEqualTo("number 2");
  }

  @Test
  void everybody_gets_their_own_answer_however_many_ask_at_once() {
    var lookup = new JointLookup<Integer, String>(JointLookupTest::evenOnes, "none");

    List<CompletableFuture<String>> answers =
        IntStream.range(0, 2_000)
            .mapToObj(key -> CompletableFuture.supplyAsync(() -> lookup.find(key), threads))
            .toList();

    for (int key = 0; key < answers.size(); key++) {
      assertThat(answers.get(key).join()).isEqualTo(key % 2 == 0 ? "number " + key : "none");
    }
    assertThat(lookup.waiting()).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
