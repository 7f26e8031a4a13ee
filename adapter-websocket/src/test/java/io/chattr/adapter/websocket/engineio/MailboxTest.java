package io.chattr.adapter.websocket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private static final int WRITERS = 4;
  private static final int LETTERS = 5_000;

  @Test
  void tasks_run_one_at_a_time_and_in_order_on_whatever_threads_there_are() throws Exception {
    var inside = new AtomicInteger();
    var overlaps = new AtomicInteger();
    // Not thread-safe on purpose: the mailbox is what makes this right.
    var ran = new ArrayList<int[]>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      var mailbox = new Mailbox(threads);
      var writers = new ArrayList<Thread>();
      for (int w = 0; w < WRITERS; w++) {
        int writer = w;
        writers.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      for (int i = 0; i < LETTERS; i++) {
                        int letter = i;
                        mailbox.post(
                            () -> {
                              if (inside.getAndIncrement() != 0) {
                                overlaps.incrementAndGet();
                              }
                              ran.add(new int[] {writer, letter});
                              inside.decrementAndGet();
                            },
                            1);
                        mailbox.dispatch();
                      }
                    }));
      }
      for (Thread writer : writers) {
        writer.join();
      }
      while (mailbox.holdsMoreThan(0, 0) || inside.get() > 0) {
        Thread.onSpinWait();
      }
    }

    assertThat(overlaps).hasValue(0);
    assertThat(ran).hasSize(WRITERS * LETTERS);
    for (int w = 0; w < WRITERS; w++) {
      int writer = w;
      List<Integer> order = ran.stream().filter(r -> r[0] == writer).map(r -> r[1]).toList();
      assertThat(order).isSorted();
    }
  }

  @Test
  void a_task_that_fails_does_not_keep_the_next_from_running() {
    var work = new PendingWork();
    var mailbox = new Mailbox(work);
    var ran = new AtomicInteger();
    mailbox.post(
        () -> {
          throw new IllegalStateException("a defect");
        },
        0);
    mailbox.post(ran::incrementAndGet, 0);
    mailbox.dispatch();
    work.run();

    assertThat(ran).hasValue(1);
  }

  @Test
  void a_busy_connection_gives_the_thread_back_now_and_then() {
    var handed = new ArrayList<Runnable>();
    var mailbox = new Mailbox(handed::add);
    var ran = new AtomicInteger();
    for (int i = 0; i < 20; i++) {
      mailbox.post(ran::incrementAndGet, 0);
    }
    mailbox.dispatch();
    handed.removeFirst().run();

    assertThat(ran).hasValue(16);
    assertThat(handed).hasSize(1);
  }

  @Test
  void who_is_running_finishes_what_an_executor_that_has_stopped_refuses() {
    var handed = new ArrayList<Runnable>();
    var stopped = new AtomicBoolean();
    var mailbox =
        new Mailbox(
            task -> {
              if (stopped.get()) {
                throw new RejectedExecutionException();
              }
              handed.add(task);
            });
    var ran = new AtomicInteger();
    for (int i = 0; i < 40; i++) {
      mailbox.post(ran::incrementAndGet, 0);
    }
    mailbox.dispatch();
    stopped.set(true);
    handed.removeFirst().run();

    assertThat(ran).hasValue(40);
  }

  @Test
  void what_a_busy_executor_refuses_is_run_when_more_comes() {
    var work = new PendingWork();
    var full = new AtomicBoolean(true);
    var mailbox =
        new Mailbox(
            task -> {
              if (full.get()) {
                throw new RejectedExecutionException();
              }
              work.execute(task);
            });
    var ran = new ArrayList<Integer>();
    mailbox.post(() -> ran.add(1), 0);
    mailbox.dispatch();
    full.set(false);
    mailbox.post(() -> ran.add(2), 0);
    mailbox.dispatch();
    work.run();

    assertThat(ran).containsExactly(1, 2);
  }
}
