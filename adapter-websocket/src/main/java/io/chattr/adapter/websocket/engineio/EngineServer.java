package io.chattr.adapter.websocket.engineio;

import io.chattr.adapter.websocket.engineio.packet.Packet;
import io.chattr.adapter.websocket.engineio.request.Admission;
import io.chattr.adapter.websocket.engineio.request.EngineRequest;
import io.chattr.adapter.websocket.engineio.request.Peer;
import io.chattr.adapter.websocket.engineio.request.TransportKind;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** All sessions of one endpoint. */
public final class EngineServer implements AutoCloseable {
  private final Framing framing;
  private final AddressLimit addresses;
  private final EngineOptions options;
  private final Timer timer;
  private final EngineApplication application;
  private final Map<String, EngineConnection> connections = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** An endpoint of Engine.IO. */
  public EngineServer(EngineOptions options, Timer timer, EngineApplication application) {
    this(Framing.ENGINE_IO, AddressLimit.none(), options, timer, application);
  }

  /** {@code addresses} may be shared with other endpoints. */
  public EngineServer(
      Framing framing,
      AddressLimit addresses,
      EngineOptions options,
      Timer timer,
      EngineApplication application) {
    this.framing = framing;
    this.addresses = addresses;
    this.options = options;
    this.timer = timer;
    this.application = application;
  }

  public EngineOptions options() {
    return options;
  }

  /** Decides over a request that begins or continues a session. */
  public Admission admit(EngineRequest request) {
    EngineConnection known = request.sid() == null ? null : connections.get(request.sid());
    return request.decide(known == null ? null : known.carriedBy());
  }

  /** Opens a session over a WebSocket, which {@code carrier} makes for its link. */
  public EngineConnection open(Peer peer, Function<WebSocketLink, Transport> carrier) {
    return open(
        TransportKind.WEBSOCKET,
        peer,
        (connection, session) -> new WebSocketLink(connection, session, null, carrier));
  }

  /** Opens a session over polling; its first GET is answered with the handshake. */
  public PollingLink openPolling(Peer peer) {
    return open(
            TransportKind.POLLING,
            peer,
            (connection, session) -> new PollingLink(connection, session, options, timer))
        .polling()
        .orElseThrow();
  }

  private EngineConnection open(
      TransportKind kind, Peer peer, BiFunction<EngineConnection, EngineSession, Carrier> carrier) {
    var session = new EngineSession(SecretId.next(), kind, framing, options, timer);
    var connection =
        new EngineConnection(session, peer, timer, this::register, this::forget, carrier);
    if (closed) {
      connection.close(CloseReason.SHUTTING_DOWN);
    } else if (!connections.containsKey(connection.sid())) {
      connection.close(CloseReason.TOO_MANY);
    }
    return connection;
  }

  /** The requests of the session called {@code sid}, if it is carried by such. */
  public Optional<PollingLink> polling(String sid) {
    return Optional.ofNullable(connections.get(sid)).flatMap(EngineConnection::polling);
  }

  /**
   * A WebSocket that {@code carrier} makes asks to take over the session called {@code sid}; false
   * when there is none, and nothing is made.
   */
  public boolean probe(String sid, Function<WebSocketLink, Transport> carrier) {
    EngineConnection connection = connections.get(sid);
    if (connection == null) {
      return false;
    }
    connection.probe(carrier);
    return true;
  }

  /** Whoever comes from an address with too many connections is not known to the application. */
  private EngineListener register(EngineConnection connection) {
    if (!addresses.enter(connection.peer().remoteAddress())) {
      return new Nobody();
    }
    connections.put(connection.sid(), connection);
    try {
      return application.open(connection);
    } catch (RuntimeException defect) {
      forget(connection);
      throw defect;
    }
  }

  private void forget(EngineConnection connection) {
    if (connections.remove(connection.sid()) != null) {
      addresses.leave(connection.peer().remoteAddress());
    }
  }

  private static final class Nobody implements EngineListener {
    @Override
    public void onMessage(Packet.Message message) {
      // It is being closed.
    }

    @Override
    public void onClose(CloseReason reason) {
      // Nobody knew of it.
    }
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
