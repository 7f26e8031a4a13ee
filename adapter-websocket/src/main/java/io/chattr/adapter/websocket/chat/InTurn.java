package io.chattr.adapter.websocket.chat;

import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.socketio.EncodedEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each client's events in their order where one of them has yet to be looked up: what comes
 * behind it waits with it, for this client, and for nobody else. For any thread; nothing blocks.
 */
final class InTurn {
  private static final Logger LOG = System.getLogger(InTurn.class.getName());

  /** So much may wait for one client; who would wait for more comes back and catches up. */
  static final int MOST = 500;

  private final Executor worker;
  // Of clients for whom something waits; the lock of an entry is the map's.
  private final Map<StockClient, Queue<CompletableFuture<EncodedEvent>>> waiting =
      new ConcurrentHashMap<>();

  /** {@code worker} must hand work to other threads. */
  InTurn(Executor worker) {
    this.worker = worker;
  }

  /** False when the client is gone, be it by this. */
  boolean tell(StockClient client, CompletableFuture<EncodedEvent> event) {
    boolean isReady = event.isDone() && !event.isCompletedExceptionally();
    if (isReady && !waiting.containsKey(client)) {
      return client.emit(event.join());
    }
    waiting.compute(client, (same, present) -> queue(same, present, event));
    return !client.isClosed();
  }

  private @Nullable Queue<CompletableFuture<EncodedEvent>> queue(
      StockClient client,
      @Nullable Queue<CompletableFuture<EncodedEvent>> present,
      CompletableFuture<EncodedEvent> event) {
    if (client.isClosed()) {
      return null;
    }
    Queue<CompletableFuture<EncodedEvent>> queue = present == null ? new ArrayDeque<>() : present;
    queue.add(event);
    if (queue.size() > MOST) {
      client.close(CloseReason.OVERFLOW);
      return null;
    }
    if (present == null) {
      await(client, event);
    }
    return queue;
  }

  /** On another thread, because this one may hold the entry. */
  private void await(StockClient client, CompletableFuture<EncodedEvent> event) {
    var unused = event.whenCompleteAsync((ready, failure) -> goOn(client), worker);
  }

  private void goOn(StockClient client) {
    waiting.computeIfPresent(client, this::emit);
  }

  private @Nullable Queue<CompletableFuture<EncodedEvent>> emit(
      StockClient client, Queue<CompletableFuture<EncodedEvent>> queue) {
    try {
      CompletableFuture<EncodedEvent> next = queue.peek();
      while (next != null && next.isDone()) {
        client.emit(next.join());
        queue.remove();
        next = queue.peek();
      }
      if (next == null) {
        return null;
      }
      await(client, next);
      return queue;
    } catch (CompletionException failure) {
      // Rather than leave it out: the client comes back and asks again.
      LOG.log(Level.ERROR, "A client could not be told what happened", failure);
      client.close(CloseReason.INTERNAL_ERROR);
      return null;
    }
  }

  /** The client is gone. */
  void forget(StockClient client) {
    waiting.remove(client);
  }

  /** For how many clients something waits. */
  int size() {
    return waiting.size();
  }
}
