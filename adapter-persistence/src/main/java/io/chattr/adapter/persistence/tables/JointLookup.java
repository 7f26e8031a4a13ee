package io.chattr.adapter.persistence.tables;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Looks up what many threads ask for at the same time in few statements: who asks while others are
 * being answered waits for these, and is answered together with all who wait by then.
 *
 * <p>Who is alone is answered at once. Every look-up begins after it was asked for, so whoever has
 * seen a commit finds what it wrote.
 *
 * @param <K> what is asked for
 * @param <V> what is found
 */
public final class JointLookup<K, V> {
  private static final int MOST_AT_ONCE = 100;

  /** One that takes long does not keep all others waiting. */
  private static final int SIDE_BY_SIDE = 2;

  private final Function<Set<K>, Map<K, V>> lookup;
  private final V absent;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Request<K, V>> waiting = new ArrayDeque<>();
  private int running;

  /**
   * @param lookup answers for one or more keys, in a transaction of its own; when it fails, all who
   *     asked hear of it
   * @param absent the value of a key that is not in the answer
   */
  public JointLookup(Function<Set<K>, Map<K, V>> lookup, V absent) {
    this.lookup = lookup;
    this.absent = absent;
  }

  /** {@code turn} has those for whom this one looks up; nobody, when it has its answer. */
  private record Request<K, V>(
      K key, CompletableFuture<List<Request<K, V>>> turn, CompletableFuture<V> answer) {
    private Request(K key) {
      this(key, new CompletableFuture<>(), new CompletableFuture<>());
    }
  }

  /** Blocks; to be called outside of transactions and locks. */
  public V find(K key) {
    var mine = new Request<K, V>(key);
    enter(mine);
    List<Request<K, V>> together = mine.turn().join();
    if (!together.isEmpty()) {
      lookUp(together);
    }
    try {
      return mine.answer().join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failure;
    }
  }

  private void enter(Request<K, V> mine) {
    lock.lock();
    try {
      if (running < SIDE_BY_SIDE) {
        running++;
        mine.turn().complete(List.of(mine));
      } else {
        waiting.add(mine);
      }
    } finally {
      lock.unlock();
    }
  }

  private void lookUp(List<Request<K, V>> together) {
    try {
      var keys = new LinkedHashSet<K>();
      together.forEach(request -> keys.add(request.key()));
      Map<K, V> found = lookup.apply(keys);
      together.forEach(
          request -> request.answer().complete(found.getOrDefault(request.key(), absent)));
    } catch (RuntimeException | Error failure) {
      together.forEach(request -> request.answer().completeExceptionally(failure));
    } finally {
      passOn();
      together.forEach(request -> request.turn().complete(List.of()));
    }
  }

  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** The one who has waited longest looks up for all who wait. */
  private void passOn() {
    lock.lock();
    try {
      var together = new ArrayList<Request<K, V>>();
      while (together.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
        together.add(waiting.remove());
      }
      if (together.isEmpty()) {
        running--;
      } else {
        together.get(0).turn().complete(together);
      }
    } finally {
      lock.unlock();
    }
  }
}
