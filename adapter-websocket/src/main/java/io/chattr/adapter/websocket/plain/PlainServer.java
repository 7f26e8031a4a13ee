package io.chattr.adapter.websocket.plain;

import io.chattr.adapter.websocket.engineio.AddressLimit;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.engineio.EngineServer;
import io.chattr.adapter.websocket.engineio.Framing;
import io.chattr.adapter.websocket.engineio.Timer;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** All connections of one plain WebSocket endpoint; an {@link #engine} for what carries them. */
public final class PlainServer {
  private final EngineServer engine;

  /**
   * @param addresses may be shared with other endpoints
   * @param handlers must hand work to other threads: one that runs it on the caller's would block
   *     I/O
   * @param application makes the listener of a client; must not block
   */
  public PlainServer(
      EngineOptions options,
      AddressLimit addresses,
      Executor handlers,
      Timer timer,
      Function<PlainSocket, PlainListener> application) {
    engine =
        new EngineServer(
            Framing.PLAIN,
            addresses,
            options,
            timer,
            connection ->
                PlainSocket.open(connection, handlers, options.maxPayload(), application));
  }

  /** For the transport. */
  public EngineServer engine() {
    return engine;
  }

  /** Closes every connection after what was sent before, and those that open from now on. */
  public void close(CloseReason reason) {
    engine.close(reason);
  }
}
