package io.chattr.adapter.websocket.chat;

import io.chattr.adapter.websocket.engineio.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Does something for each key that was touched: soon, then not again before it has rested, and once
 * more in the end for what touched it meanwhile. For one key it is done by one thread at a time.
 *
 * <p>What waits is a set of keys, however often they are touched. For any thread.
 */
final class Coalescer<K> {
  private static final Logger LOG = System.getLogger(Coalescer.class.getName());

  private final Executor worker;
  private final Timer timer;
  private final Duration rest;
  private final Consumer<K> action;
  // The keys that wait, are worked on or rest; true when touched again.
  private final Map<K, Boolean> keys = new ConcurrentHashMap<>();

  /**
   * @param worker must hand work to other threads
   * @param action may block; what fails is tried again after a rest
   */
  Coalescer(Executor worker, Timer timer, Duration rest, Consumer<K> action) {
    this.worker = worker;
    this.timer = timer;
    this.rest = rest;
    this.action = action;
  }

  /** Does not block. */
  void touch(K key) {
    if (!keys.merge(key, false, (present, touched) -> true)) {
      work(key);
    }
  }

  /** The same, but after a rest: for what can wait. */
  void touchLater(K key) {
    if (keys.putIfAbsent(key, true) == null) {
      rest(key);
    } else {
      touch(key);
    }
  }

  /** How many keys wait, are worked on or rest. */
  int size() {
    return keys.size();
  }

  private void work(K key) {
    try {
      worker.execute(() -> act(key));
    } catch (RejectedExecutionException closed) {
      keys.remove(key);
    }
  }

  private void act(K key) {
    // What touches it from here on may come too late for the action to see.
    keys.put(key, false);
    try {
      action.accept(key);
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "Failed for " + key + "; trying again", failure);
      keys.put(key, true);
    }
    rest(key);
  }

  private void rest(K key) {
    timer.at(timer.nanos() + rest.toNanos(), () -> rested(key));
  }

  private void rested(K key) {
    if (!keys.remove(key, false)) {
      work(key);
    }
  }
}
