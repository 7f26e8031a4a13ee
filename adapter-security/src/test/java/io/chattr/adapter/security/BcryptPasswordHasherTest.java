package io.chattr.adapter.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chattr.domain.account.Password;
import io.chattr.domain.failure.Failure.Overloaded;
import io.chattr.domain.failure.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BcryptPasswordHasherTest {
  private final BcryptPasswordHasher hasher = new BcryptPasswordHasher(4, 2);

  @AfterEach
  void close() {
    hasher.close();
  }

  @Test
  void a_password_matches_its_own_hash_alone() {
    String hash = hasher.hash(new Password("correct horse"));

    assertThat(hasher.matches("correct horse", Optional.of(hash))).isTrue();
    assertThat(hasher.matches("correct hors", Optional.of(hash))).isFalse();
    assertThat(hasher.matches("", Optional.of(hash))).isFalse();
    assertThat(hasher.hash(new Password("correct horse"))).isNotEqualTo(hash);
  }

  @Test
  void the_cost_is_12_unless_told_otherwise() {
    try (var usual = new BcryptPasswordHasher()) {
      assertThat(usual.hash(new Password("correct horse"))).startsWith("$2a$12$");
    }
    assertThat(hasher.hash(new Password("correct horse"))).startsWith("$2a$04$");
    assertThatThrownBy(() -> new BcryptPasswordHasher(3))
        .hasMessageContaining("4 to 31")
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_hash_of_another_cost_matches_and_is_not_current() {
    try (var former = new BcryptPasswordHasher(5, 1);
        var later = new BcryptPasswordHasher(6, 1)) {
      String hash = former.hash(new Password("correct horse"));

      assertThat(former.isCurrent(hash)).isTrue();
      assertThat(later.isCurrent(hash)).isFalse();
      assertThat(hasher.isCurrent(hash)).isFalse();
      for (BcryptPasswordHasher other : List.of(hasher, later)) {
        assertThat(other.matches("correct horse", Optional.of(hash))).isTrue();
        assertThat(other.matches("correct hors", Optional.of(hash))).isFalse();
      }
    }
  }

  @Test
  void a_password_of_72_bytes_counts_to_its_last_byte() {
    String hash = hasher.hash(new Password("é".repeat(36)));

    assertThat(hasher.matches("é".repeat(36), Optional.of(hash))).isTrue();
    assertThat(hasher.matches("é".repeat(35) + "è", Optional.of(hash))).isFalse();
  }

  @Test
  void what_is_longer_never_matches_but_costs_the_same() {
    String hash = hasher.hash(new Password("x".repeat(72)));
    long before = hasher.computed();

    assertThat(hasher.matches("x".repeat(73), Optional.of(hash))).isFalse();
    assertThat(hasher.matches("x".repeat(100_000), Optional.of(hash))).isFalse();
    assertThat(hasher.computed()).isEqualTo(before + 2);
  }

  @Test
  void without_a_hash_it_says_no_at_the_same_cost() {
    // A decoy that were not of the right form would be an error here, before anything is computed.
    for (int i = 0; i < 50; i++) {
      try (var fresh = new BcryptPasswordHasher(4, 1)) {
        assertThat(fresh.matches("correct horse", Optional.empty())).isFalse();
        assertThat(fresh.computed()).isEqualTo(1);
      }
    }
  }

  @Test
  void when_too_many_wait_the_next_is_refused() throws Exception {
    try (var slow = new BcryptPasswordHasher(12, 1);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 70; i++) {
        calls.add(callers.submit(() -> slow.matches("correct horse", Optional.empty())));
      }
      while (calls.stream().noneMatch(call -> call.state() == Future.State.FAILED)) {
        Thread.sleep(1);
      }
      assertThat(calls)
          .filteredOn(call -> call.state() == Future.State.FAILED)
          .allSatisfy(
              call ->
                  assertThat(call.exceptionNow())
                      .isInstanceOfSatisfying(
                          Rejected.class,
                          rejected ->
                              assertThat(rejected.failure()).isInstanceOf(Overloaded.class)));
      callers.shutdownNow();
    }
  }

  @Test
  void at_its_end_it_refuses_those_who_wait() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> calls = new ArrayList<>();
      try (var slow = new BcryptPasswordHasher(12, 1)) {
        for (int i = 0; i < 20; i++) {
          calls.add(callers.submit(() -> slow.matches("correct horse", Optional.empty())));
        }
        while (slow.computed() == 0) {
          Thread.sleep(1);
        }
      }
      // Ends at all: nobody is left waiting for a thread that has gone.
      callers.shutdown();
      assertThat(callers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
      assertThat(calls)
          .filteredOn(call -> call.state() == Future.State.FAILED)
          .isNotEmpty()
          .allSatisfy(call -> assertThat(call.exceptionNow()).isInstanceOf(Rejected.class));
    }
  }

  @Test
  void after_its_end_it_refuses() {
    hasher.close();

    Rejected rejected =
        catchThrowableOfType(
            Rejected.class, () -> hasher.matches("correct horse", Optional.empty()));
    assertThat(rejected.failure()).isInstanceOf(Overloaded.class);
  }
}
