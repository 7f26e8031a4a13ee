package io.chattr.adapter.websocket.socketio;

import io.chattr.adapter.websocket.engineio.AddressLimit;
import io.chattr.adapter.websocket.engineio.Calls;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.EngineConnection;
import io.chattr.adapter.websocket.engineio.EngineListener;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.engineio.EngineServer;
import io.chattr.adapter.websocket.engineio.Framing;
import io.chattr.adapter.websocket.engineio.SecretId;
import io.chattr.adapter.websocket.engineio.Timer;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * A Socket.IO server: namespaces on top, an {@link #engine} below for whatever carries it.
 *
 * <p>Handlers run on the given executor, which must hand work to other threads: one that runs it on
 * the caller's would block I/O.
 */
public final class SocketIoServer implements AutoCloseable {
  private final Map<String, NamespaceHandler> namespaces;
  private final SocketIoOptions options;
  private final Executor handlers;
  private final Timer timer;
  private final EngineServer engine;

  /** {@code namespaces} by name, the main one being {@code /}; all others are refused. */
  public SocketIoServer(
      Map<String, NamespaceHandler> namespaces,
      EngineOptions engineOptions,
      SocketIoOptions options,
      Executor handlers,
      Timer timer) {
    this(namespaces, engineOptions, AddressLimit.none(), options, handlers, timer);
  }

  /** {@code addresses} may be shared with other endpoints. */
  public SocketIoServer(
      Map<String, NamespaceHandler> namespaces,
      EngineOptions engineOptions,
      AddressLimit addresses,
      SocketIoOptions options,
      Executor handlers,
      Timer timer) {
    this.namespaces = Map.copyOf(namespaces);
    this.options = options;
    this.handlers = handlers;
    this.timer = timer;
    engine = new EngineServer(Framing.ENGINE_IO, addresses, engineOptions, timer, this::open);
  }

  private EngineListener open(EngineConnection connection) {
    var session = new SocketIoSession(namespaces.keySet(), options, timer, SecretId::next);
    return new SocketIoConnection(
        connection,
        session,
        namespaces,
        new Calls(
            connection, handlers, options.maxUnhandledEvents(), engine.options().maxPayload()));
  }

  /** For the transports. */
  public EngineServer engine() {
    return engine;
  }

  /** Closes every connection after what was emitted before, and those that open from now on. */
  public void close(CloseReason reason) {
    engine.close(reason);
  }

  @Override
  public void close() {
    close(CloseReason.SHUTTING_DOWN);
  }
}
