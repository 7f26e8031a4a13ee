package io.chattr.adapter.websocket.engineio;

import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.engineio.request.Peer;
import io.chattr.adapter.websocket.engineio.request.TransportKind;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client's {@link EngineSession} shared between what carries it, the timer and the application.
 *
 * <p>Every input is a turn under one lock that is never held while anything blocks, so no caller
 * waits for a slow client, and frames keep the order in which they were given.
 */
public final class EngineConnection {
  private static final Logger LOG = System.getLogger(EngineConnection.class.getName());

  private final ReentrantLock lock = new ReentrantLock();
  private final EngineSession session;
  private final Peer peer;
  private final Timer timer;
  private final EngineListener listener;
  private final Consumer<EngineConnection> whenOver;
  private Carrier carrier;
  private Timer.@Nullable Alarm alarm;
  private long alarmAt = Ticker.NEVER;
  private boolean held;
  private boolean hearingChanged;

  EngineConnection(
      EngineSession session,
      Peer peer,
      Timer timer,
      EngineApplication application,
      Consumer<EngineConnection> whenOver,
      BiFunction<EngineConnection, EngineSession, Carrier> first) {
    this.session = session;
    this.peer = peer;
    this.timer = timer;
    this.whenOver = whenOver;
    Carrier opened;
    lock.lock();
    try {
      opened = first.apply(this, session);
      carrier = opened;
      listener = application.open(this);
      setAlarm();
    } finally {
      lock.unlock();
    }
    opened.wake();
    listener.afterTurn();
  }

  /** The session's secret; see {@link EngineSession#sid}. */
  public String sid() {
    return session.sid();
  }

  public Peer peer() {
    return peer;
  }

  /** Queues {@code frames} for the client; false when the connection is closed, be it by this. */
  public boolean send(List<Frame> frames) {
    lock.lock();
    try {
      turn(() -> session.send(frames));
      return session.isOpen();
    } finally {
      unlock();
    }
  }

  /** The transport is not told of what is sent until {@link #release}; it may come for it. */
  public void hold() {
    lock.lock();
    try {
      held = true;
    } finally {
      lock.unlock();
    }
  }

  /** The transport is told of what was sent meanwhile. */
  public void release() {
    lock.lock();
    try {
      held = false;
    } finally {
      unlock();
    }
  }

  /** Closes after what was sent before; the client is told {@code reason}. */
  public void close(CloseReason reason) {
    turn(() -> session.close(reason));
  }

  /** Closes without what was sent before and still waits; the client is told {@code reason}. */
  public void dismiss(CloseReason reason) {
    turn(() -> session.dismiss(reason));
  }

  /** Closes at once, for a client that broke the protocol. */
  public void abort(CloseReason reason) {
    turn(() -> session.abort(reason));
  }

  /** Runs {@code input} as one turn of this connection: nothing else happens to it meanwhile. */
  public void run(Runnable input) {
    turn(
        () -> {
          input.run();
          return List.of();
        });
  }

  /**
   * Whether the transport shall read; stopping it holds the client back without losing anything.
   */
  public void hear(boolean reads) {
    run(
        () -> {
          session.hear(reads);
          hearingChanged = true;
        });
  }

  /** What {@code asking} writes next, or null; also when it carries nothing. */
  @Nullable Frame next(Carrier asking) {
    Frame frame;
    boolean drained;
    lock.lock();
    try {
      boolean full = !session.isDrained();
      frame = asking == carrier ? take() : null;
      drained = full && session.isDrained();
      forgetIfOver();
    } finally {
      // No turn: the one who would be woken by its end is the one who asks.
      lock.unlock();
    }
    if (drained) {
      listener.afterTurn();
    }
    return frame;
  }

  /** The next frame, in a turn or the like of one. */
  @Nullable Frame take() {
    boolean full = !session.isDrained();
    Frame frame = session.next();
    if (full && session.isDrained() && session.isOpen()) {
      guarded(listener::onDrained);
    }
    return frame;
  }

  /** {@code next} carries the session from now on. */
  void carry(Carrier next) {
    carrier = next;
    hearingChanged = true;
  }

  TransportKind carriedBy() {
    return locked(() -> carrier.kind());
  }

  void probe(Function<WebSocketLink, Transport> websocket) {
    run(() -> carrier.probe(websocket));
  }

  /** Present while the session is carried by polling. */
  public Optional<PollingLink> polling() {
    return locked(
        () -> carrier instanceof PollingLink polling ? Optional.of(polling) : Optional.empty());
  }

  public boolean isOpen() {
    return locked(session::isOpen);
  }

  public Backlog backlog() {
    return locked(session::backlog);
  }

  /** Whether at most a quarter of what may wait does. */
  public boolean isDrained() {
    return locked(session::isDrained);
  }

  <T> T locked(Supplier<T> question) {
    lock.lock();
    try {
      return question.get();
    } finally {
      lock.unlock();
    }
  }

  void turn(Supplier<List<EngineEvent>> input) {
    lock.lock();
    try {
      guarded(() -> input.get().forEach(this::tell));
    } finally {
      unlock();
    }
  }

  private void tell(EngineEvent event) {
    switch (event) {
      case EngineEvent.Received received -> listener.onMessage(received.message());
      case EngineEvent.Closed closed -> listener.onClose(closed.reason());
    }
  }

  /** A defect above ends this connection, not the I/O thread that serves many. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "closing a connection after a defect", defect);
      for (EngineEvent event : session.abort(CloseReason.INTERNAL_ERROR)) {
        tell(event);
      }
    }
  }

  private void unlock() {
    boolean turnEnds = lock.getHoldCount() == 1;
    boolean wakes = false;
    if (turnEnds) {
      guarded(carrier::settle);
      setAlarm();
      forgetIfOver();
      wakes = !held && (hearingChanged || session.hasNext() || !session.isOpen());
      hearingChanged &= held;
    }
    Carrier woken = carrier;
    lock.unlock();
    if (wakes) {
      woken.wake();
    }
    if (turnEnds) {
      listener.afterTurn();
    }
  }

  private void forgetIfOver() {
    if (session.over().isPresent()) {
      whenOver.accept(this);
    }
  }

  private void ring() {
    lock.lock();
    try {
      alarm = null;
      alarmAt = Ticker.NEVER;
      turn(session::tick);
      guarded(carrier::tick);
      if (session.isOpen()) {
        guarded(listener::onTick);
      }
    } finally {
      unlock();
    }
  }

  /**
   * An alarm that rings too early is harmless and sets the next one, so only earlier ones replace
   * it.
   */
  private void setAlarm() {
    long due = Math.min(session.deadline(), carrier.deadline());
    if (session.isOpen()) {
      due = Math.min(due, listener.deadline());
    }
    if (due < alarmAt || (due == Ticker.NEVER && alarm != null)) {
      if (alarm != null) {
        alarm.cancel();
      }
      alarm = due == Ticker.NEVER ? null : timer.at(due, this::ring);
      alarmAt = due;
    }
  }
}
