package io.chattr.adapter.websocket.engineio;

import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.engineio.packet.MalformedPacket;
import io.chattr.adapter.websocket.engineio.packet.Packet;
import io.chattr.adapter.websocket.engineio.packet.PacketCodec;
import io.chattr.adapter.websocket.engineio.packet.Utf8;
import io.chattr.adapter.websocket.engineio.request.TransportKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One Engine.IO session (protocol v4) as a state machine: it is fed packets, ticks and frames to
 * send, answers with what they mean, and keeps what waits to be written until a transport asks for
 * it.
 *
 * <p>It performs nothing by itself and is not safe for use by several threads.
 */
public final class EngineSession {

  private enum State {
    OPEN,
    /** Nothing comes in or is added any more; what waits is still written. */
    ENDING,
    ENDED
  }

  private final String sid;
  private final Framing framing;
  private final EngineOptions options;
  private final Ticker ticker;
  private final Outbox outbox;
  private final Allowance allowance;

  private TransportKind transport;
  private State state = State.OPEN;
  private @Nullable CloseReason reason;
  private boolean awaitsPong;
  private boolean hearing = true;
  private long deadline;

  /** Opens the session: its handshake is the first frame that waits. */
  public EngineSession(String sid, TransportKind transport, EngineOptions options, Ticker ticker) {
    this(sid, transport, Framing.ENGINE_IO, options, ticker);
  }

  EngineSession(
      String sid, TransportKind transport, Framing framing, EngineOptions options, Ticker ticker) {
    this.sid = sid;
    this.framing = framing;
    this.transport = transport;
    this.options = options;
    this.ticker = ticker;
    allowance = new Allowance(ticker, options.maxPerSecond());
    outbox = new Outbox(options.maxQueuedFrames(), options.maxQueuedBytes());
    framing.opening(sid, transport, options).ifPresent(outbox::force);
    deadline = ticker.nanos() + options.pingInterval().toNanos();
  }

  /** Whoever knows it can take the session over: never show it to anyone but this client. */
  public String sid() {
    return sid;
  }

  /** One text frame of a WebSocket. */
  public List<EngineEvent> receive(String text) {
    if (Utf8.exceeds(text, options.maxPayload())) {
      return abort(CloseReason.TOO_LARGE);
    }
    try {
      return receive(framing.decode(text));
    } catch (MalformedPacket malformed) {
      return abort(CloseReason.PARSE_ERROR);
    }
  }

  /** One binary frame of a WebSocket; {@code bytes} is not copied. */
  public List<EngineEvent> receive(byte[] bytes) {
    if (bytes.length > options.maxPayload()) {
      return abort(CloseReason.TOO_LARGE);
    }
    return receive(new Packet.Binary(bytes));
  }

  /** A pong of WebSocket itself, which means nothing where the protocol has its own. */
  public List<EngineEvent> receivePong() {
    return framing == Framing.PLAIN ? receive(new Packet.Pong("")) : List.of();
  }

  /** One packet of a polling request. */
  public List<EngineEvent> receive(Packet packet) {
    if (state != State.OPEN) {
      return List.of();
    }
    if (!allowance.take()) {
      return abort(CloseReason.FLOOD);
    }
    return switch (packet) {
      case Packet.Message message -> List.of(new EngineEvent.Received(message));
      case Packet.Pong pong -> {
        awaitsPong = false;
        deadline = ticker.nanos() + options.pingInterval().toNanos();
        yield List.of();
      }
      case Packet.Ping ping -> abort(CloseReason.HEARTBEAT_DIRECTION);
      case Packet.Close close -> leave();
      case Packet.Noop noop -> List.of();
      case Packet.Open open -> abort(CloseReason.PARSE_ERROR);
      case Packet.Upgrade upgrade -> abort(CloseReason.PARSE_ERROR);
    };
  }

  /** The client goes. It is not told to close, but the GET that it may have sent is released. */
  private List<EngineEvent> leave() {
    if (transport == TransportKind.WEBSOCKET) {
      return abort(CloseReason.TRANSPORT_CLOSE);
    }
    outbox.clear();
    return end(CloseReason.TRANSPORT_CLOSE, new Packet.Noop());
  }

  /** Something else carries the session from now on. */
  public void move(TransportKind kind) {
    transport = kind;
  }

  /** Queues {@code frames}, which belong together; a client that left too much unread is closed. */
  public List<EngineEvent> send(List<Frame> frames) {
    if (state != State.OPEN || outbox.add(frames)) {
      return List.of();
    }
    return abort(CloseReason.OVERFLOW);
  }

  /** Ends the session once the client has what waits for it, or has not taken it in time. */
  public List<EngineEvent> close(CloseReason why) {
    return state == State.OPEN ? end(why, new Packet.Close()) : List.of();
  }

  /** The same without what waits: the client is to hear nothing more. */
  public List<EngineEvent> dismiss(CloseReason why) {
    if (state == State.OPEN) {
      outbox.clear();
    }
    return close(why);
  }

  /** {@code farewell} is for polling; a WebSocket has a close of its own. */
  private List<EngineEvent> end(CloseReason why, Packet farewell) {
    state = State.ENDING;
    reason = why;
    deadline = ticker.nanos() + options.pingTimeout().toNanos();
    if (transport == TransportKind.POLLING) {
      outbox.force(PacketCodec.encode(farewell));
    }
    return List.of(new EngineEvent.Closed(why));
  }

  /** Ends the session at once; what waits is lost. */
  public List<EngineEvent> abort(CloseReason why) {
    List<EngineEvent> events = close(why);
    state = State.ENDED;
    outbox.clear();
    deadline = Ticker.NEVER;
    return events;
  }

  /** The time has come that {@link #deadline} named; harmless when it has not. */
  public List<EngineEvent> tick() {
    if (ticker.nanos() < deadline) {
      return List.of();
    }
    if (state != State.OPEN || (awaitsPong && hearing)) {
      return abort(CloseReason.PING_TIMEOUT);
    }
    if (!awaitsPong) {
      awaitsPong = true;
      outbox.force(framing.ping());
    }
    // From the moment it is due, written or not: a client that takes nothing is gone too. But an
    // alarm that rings far too late, as after a pause of the whole process, is not the client's.
    long timeout = options.pingTimeout().toNanos();
    deadline = Math.max(deadline + timeout, ticker.nanos() + timeout / 2);
    return List.of();
  }

  /** When {@link #tick} is due next, or {@link Ticker#NEVER}; every input may change it. */
  public long deadline() {
    return deadline;
  }

  /**
   * Says whether the transport reads. While it does not, a missing pong is no sign of death: it may
   * be among what was not read.
   */
  public void hear(boolean reads) {
    if (reads && !hearing && awaitsPong && state == State.OPEN) {
      deadline = ticker.nanos() + options.pingTimeout().toNanos();
    }
    hearing = reads;
  }

  public boolean isHearing() {
    return hearing;
  }

  /** What the transport writes next, or null when nothing waits. */
  public @Nullable Frame next() {
    return outbox.poll();
  }

  public boolean hasNext() {
    return !outbox.isEmpty();
  }

  /** Present when nothing is left to write and the transport is to close for this reason. */
  public Optional<CloseReason> over() {
    return state == State.OPEN || !outbox.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(reason);
  }

  public boolean isOpen() {
    return state == State.OPEN;
  }

  public Backlog backlog() {
    return outbox.backlog();
  }

  /** Whether so little waits that whoever paused may send on: a quarter of the bounds. */
  public boolean isDrained() {
    return outbox.isLow();
  }
}
