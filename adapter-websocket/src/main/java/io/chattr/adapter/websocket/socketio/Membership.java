package io.chattr.adapter.websocket.socketio;

import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.Ticker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One client in one namespace, from its CONNECT to its end; a further CONNECT makes another. */
final class Membership {

  enum State {
    CONNECTING,
    JOINED,
    LEFT
  }

  private final String namespace;
  private final String sid;
  private final long decideBy;
  private volatile State state = State.CONNECTING;
  private @Nullable CloseReason end;
  private long acksRequested;
  // Absent while nothing is asked: most sockets never do.
  private @Nullable Map<Long, PendingAck> pending;

  Membership(String namespace, String sid, long decideBy) {
    this.namespace = namespace;
    this.sid = sid;
    this.decideBy = decideBy;
  }

  String namespace() {
    return namespace;
  }

  String sid() {
    return sid;
  }

  boolean isConnecting() {
    return state == State.CONNECTING;
  }

  boolean isJoined() {
    return state == State.JOINED;
  }

  void join() {
    state = State.JOINED;
  }

  void leave(CloseReason reason) {
    state = State.LEFT;
    end = reason;
  }

  /** Why it was left; null until then. */
  @Nullable CloseReason end() {
    return end;
  }

  /** Remembers whom to answer, and returns the id under which the client will. */
  long expect(PendingAck ack) {
    if (pending == null) {
      pending = new HashMap<>(2);
    }
    pending.put(acksRequested, ack);
    return acksRequested++;
  }

  /** Null for an id that nobody waits for: answered already, timed out, or made up. */
  @Nullable PendingAck answered(long id) {
    return pending == null ? null : pending.remove(id);
  }

  /** The pending acks that are due at {@code now}, which are forgotten. */
  Iterable<PendingAck> overdue(long now) {
    if (pending == null) {
      return List.of();
    }
    var due = pending.values().stream().filter(ack -> ack.deadline() <= now).toList();
    pending.values().removeAll(due);
    return due;
  }

  long deadline() {
    if (isConnecting()) {
      return decideBy;
    }
    long earliest = Ticker.NEVER;
    if (pending != null) {
      for (PendingAck ack : pending.values()) {
        earliest = Math.min(earliest, ack.deadline());
      }
    }
    return earliest;
  }
}
