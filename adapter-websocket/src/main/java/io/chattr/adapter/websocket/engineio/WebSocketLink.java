package io.chattr.adapter.websocket.engineio;

import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.engineio.packet.Packet;
import io.chattr.adapter.websocket.engineio.packet.PacketCodec;
import io.chattr.adapter.websocket.engineio.request.TransportKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a WebSocket tells its session and asks of it; for any thread.
 *
 * <p>It carries the session from the start, or first only probes whether it could: then nothing of
 * what happens to it concerns the session before it has moved.
 */
public final class WebSocketLink implements Carrier {
  private final EngineConnection connection;
  private final EngineSession session;
  private final Transport transport;
  private @Nullable PollingLink probing;
  private boolean answersProbe;
  private @Nullable CloseReason refused;

  /** {@code origin} is what the session would move from. */
  WebSocketLink(
      EngineConnection connection,
      EngineSession session,
      @Nullable PollingLink origin,
      Function<WebSocketLink, Transport> carrier) {
    this.connection = connection;
    this.session = session;
    probing = origin;
    transport = carrier.apply(this);
  }

  /** A text frame came in. */
  public void receive(String text) {
    connection.turn(
        () -> {
          if (refused != null) {
            return List.of();
          }
          if (probing != null) {
            probing.probe(text);
            return List.of();
          }
          return session.receive(text);
        });
  }

  /** A binary frame came in; {@code bytes} is not copied. */
  public void receive(byte[] bytes) {
    connection.turn(() -> isCarrying() ? session.receive(bytes) : giveUp());
  }

  /** The client has answered a ping of WebSocket itself. */
  public void receivePong() {
    connection.turn(() -> isCarrying() ? session.receivePong() : List.of());
  }

  /** The transport is gone. */
  public void lost(CloseReason reason) {
    connection.turn(() -> isCarrying() ? session.abort(reason) : giveUp());
  }

  private boolean isCarrying() {
    return probing == null && refused == null;
  }

  private List<EngineEvent> giveUp() {
    if (probing != null) {
      probing.cancelUpgrade();
    }
    return List.of();
  }

  /** Whether to read. */
  public boolean isHearing() {
    return connection.locked(() -> !isCarrying() || session.isHearing());
  }

  /** What to write next, or null. */
  public @Nullable Frame next() {
    boolean answers =
        connection.locked(
            () -> {
              boolean answer = answersProbe;
              answersProbe = false;
              return answer;
            });
    return answers ? PacketCodec.encode(new Packet.Pong("probe")) : connection.next(this);
  }

  /** Present when the transport is to close. */
  public Optional<CloseReason> over() {
    return connection.locked(() -> isCarrying() ? session.over() : Optional.ofNullable(refused));
  }

  void answerProbe() {
    answersProbe = true;
    transport.wake();
  }

  /** The session has moved here. */
  void carry() {
    probing = null;
  }

  void refuse(CloseReason reason) {
    probing = null;
    answersProbe = false;
    refused = reason;
    transport.wake();
  }

  @Override
  public TransportKind kind() {
    return TransportKind.WEBSOCKET;
  }

  /** This one is not disturbed. */
  @Override
  public void probe(Function<WebSocketLink, Transport> carrier) {
    new WebSocketLink(connection, session, null, carrier).refuse(CloseReason.UPGRADE_FAILED);
  }

  @Override
  public void wake() {
    transport.wake();
  }
}
