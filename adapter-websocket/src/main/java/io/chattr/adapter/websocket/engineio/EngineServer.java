package io.chattr.adapter.websocket.engineio;

import io.chattr.adapter.websocket.engineio.request.Admission;
import io.chattr.adapter.websocket.engineio.request.HandshakeRequest;
import io.chattr.adapter.websocket.engineio.request.Peer;
import io.chattr.adapter.websocket.engineio.request.TransportKind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** All sessions of one Engine.IO endpoint. */
public final class EngineServer implements AutoCloseable {
  private final EngineOptions options;
  private final Timer timer;
  private final EngineApplication application;
  private final Map<String, EngineConnection> connections = new ConcurrentHashMap<>();
  private volatile boolean closed;

  public EngineServer(EngineOptions options, Timer timer, EngineApplication application) {
    this.options = options;
    this.timer = timer;
    this.application = application;
  }

  public EngineOptions options() {
    return options;
  }

  /** Decides over a request that begins or continues a session. */
  public Admission admit(HandshakeRequest request) {
    return request.decide(connections::containsKey);
  }

  /** Opens a session over a WebSocket, which {@code carrier} makes for its link. */
  public EngineConnection open(Peer peer, Function<WebSocketLink, Transport> carrier) {
    var session = new EngineSession(SecretId.next(), TransportKind.WEBSOCKET, options, timer);
    var connection =
        new EngineConnection(
            session,
            peer,
            timer,
            this::register,
            this::forget,
            opened -> new WebSocketLink(opened, session, carrier));
    if (closed) {
      connection.close(CloseReason.SHUTTING_DOWN);
    }
    return connection;
  }

  private EngineListener register(EngineConnection connection) {
    connections.put(connection.sid(), connection);
    try {
      return application.open(connection);
    } catch (RuntimeException defect) {
      forget(connection);
      throw defect;
    }
  }

  private void forget(EngineConnection connection) {
    connections.remove(connection.sid());
  }

  /** How many sessions there are, those included that have yet to take what was sent last. */
  public int size() {
    return connections.size();
  }

  /** Closes every session, and those that open from now on. */
  public void close(CloseReason reason) {
    closed = true;
    connections.values().forEach(connection -> connection.close(reason));
  }

  @Override
  public void close() {
    close(CloseReason.SHUTTING_DOWN);
  }
}
