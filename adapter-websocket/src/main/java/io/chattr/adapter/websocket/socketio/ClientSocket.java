package io.chattr.adapter.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.websocket.engineio.Backlog;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.request.Peer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One client in one namespace.
 *
 * <p>For any thread; no call blocks. What is emitted reaches the client in the order of the calls,
 * or the connection ends.
 */
public final class ClientSocket {
  private final SocketIoConnection connection;
  private final Membership membership;
  private final AtomicBoolean answered = new AtomicBoolean();
  private volatile @Nullable SocketListener listener;

  ClientSocket(SocketIoConnection connection, Membership membership) {
    this.connection = connection;
    this.membership = membership;
  }

  /** This socket's name; not the session's secret, so others may see it. */
  public String sid() {
    return membership.sid();
  }

  public String namespace() {
    return membership.namespace();
  }

  public Peer peer() {
    return connection.engine().peer();
  }

  public boolean isOpen() {
    return membership.isJoined();
  }

  /** False when the socket is closed, be it by this: a client that leaves too much unread is. */
  public boolean emit(EncodedEvent event) {
    if (!event.namespace().equals(namespace())) {
      throw new IllegalArgumentException("encoded for the namespace " + event.namespace());
    }
    return connection.perform(membership, session -> session.emit(membership, event.frames()));
  }

  /** Emits to this client alone; see {@link #emit(EncodedEvent)}. */
  public boolean emit(String name, JsonNode... args) {
    return emit(EncodedEvent.of(namespace(), name, Arrays.asList(args)));
  }

  /**
   * Emits and waits for the client's acknowledgement, which completes the stage on the handlers'
   * executor, in order with the client's events; {@link NoAck} when none came.
   */
  public CompletionStage<List<JsonNode>> emitWithAck(
      Duration timeout, String name, JsonNode... args) {
    var answer = new CompletableFuture<List<JsonNode>>();
    var payload = EncodedEvent.payload(name, Arrays.asList(args));
    connection.perform(membership, session -> session.emit(membership, payload, timeout, answer));
    return answer;
  }

  /** What waits to be written to this client's connection, all its namespaces together. */
  public Backlog backlog() {
    return connection.engine().backlog();
  }

  /** Whether at most a quarter of what may wait for this client does. */
  public boolean isDrained() {
    return connection.engine().isDrained();
  }

  /** What is sent from now on waits for {@link #release}, so that it goes out at once. */
  public void hold() {
    connection.engine().hold();
  }

  /** Lets go out what waits. */
  public void release() {
    connection.engine().release();
  }

  /**
   * Runs {@code action} once, on the handlers' executor, as soon as at most a quarter of what may
   * wait does, which may be now; never after the close of the connection.
   */
  public void whenDrained(Runnable action) {
    connection.whenDrained(action);
  }

  /** Leaves the namespace; the connection stays. The stock client does not come back by itself. */
  public void disconnect() {
    connection.perform(membership, session -> session.disconnect(membership));
  }

  /** Closes the connection after what was emitted before. The stock client connects again. */
  public void close(CloseReason reason) {
    connection.engine().close(reason);
  }

  /** Closes the connection without what was emitted before and still waits. */
  public void dismiss(CloseReason reason) {
    connection.engine().dismiss(reason);
  }

  boolean isConnecting() {
    return membership.isConnecting();
  }

  void accept(ObjectNode extra, SocketListener hearing) {
    answer();
    listener = hearing;
    connection.accept(this, membership, extra);
  }

  void refuse(String message, @Nullable JsonNode data) {
    answer();
    connection.perform(membership, session -> session.refuse(membership, message, data));
  }

  void giveUp(CloseReason reason) {
    answered.set(true);
    close(reason);
  }

  /** For a handler that failed without an answer. */
  void refuseUnanswered(String message) {
    if (!answered.get()) {
      refuse(message, null);
    }
  }

  private void answer() {
    if (!answered.compareAndSet(false, true)) {
      throw new IllegalStateException("a connect request is answered once");
    }
  }

  void hear(Event event) {
    SocketListener hearing = listener;
    if (hearing != null) {
      hearing.onEvent(event);
    }
  }

  void end(CloseReason reason) {
    SocketListener hearing = listener;
    if (hearing != null) {
      hearing.onClose(reason);
    }
  }
}
