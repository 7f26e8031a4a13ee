package io.chattr.adapter.websocket.engineio;

import io.chattr.adapter.websocket.engineio.packet.Packet;
import io.chattr.adapter.websocket.engineio.request.Admission;
import io.chattr.adapter.websocket.engineio.request.HandshakeRequest;
import io.chattr.adapter.websocket.engineio.request.Peer;
import io.chattr.adapter.websocket.engineio.request.TransportKind;
import java.util.Map;
import java.util.Optional;
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

  /** Opens a session over a transport that {@code carrier} makes. */
  public EngineConnection open(
      TransportKind kind, Peer peer, Function<EngineConnection, Transport> carrier) {
    var session = new EngineSession(SecretId.next(), kind, options, timer);
    var connection = new EngineConnection(session, peer, timer, this::register, carrier);
    if (closed) {
      connection.close(CloseReason.SHUTTING_DOWN);
    }
    return connection;
  }

  private EngineListener register(EngineConnection connection) {
    connections.put(connection.sid(), connection);
    return new Registered(application.open(connection), () -> connections.remove(connection.sid()));
  }

  public Optional<EngineConnection> find(String sid) {
    return Optional.ofNullable(connections.get(sid));
  }

  /** How many sessions are open. */
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

  /** Forgets a connection when it closes. */
  private record Registered(EngineListener application, Runnable forget) implements EngineListener {
    @Override
    public void onMessage(Packet.Message message) {
      application.onMessage(message);
    }

    @Override
    public void onClose(CloseReason reason) {
      forget.run();
      application.onClose(reason);
    }

    @Override
    public void onDrained() {
      application.onDrained();
    }

    @Override
    public long deadline() {
      return application.deadline();
    }

    @Override
    public void onTick() {
      application.onTick();
    }

    @Override
    public void afterTurn() {
      application.afterTurn();
    }
  }
}
