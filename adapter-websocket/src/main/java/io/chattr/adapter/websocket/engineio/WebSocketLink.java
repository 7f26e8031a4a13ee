package io.chattr.adapter.websocket.engineio;

import io.chattr.adapter.websocket.engineio.packet.Frame;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a WebSocket tells its session and asks of it; for any thread. */
public final class WebSocketLink implements Carrier {
  private final EngineConnection connection;
  private final EngineSession session;
  private final Transport transport;

  WebSocketLink(
      EngineConnection connection,
      EngineSession session,
      Function<WebSocketLink, Transport> carrier) {
    this.connection = connection;
    this.session = session;
    transport = carrier.apply(this);
  }

  /** A text frame came in. */
  public void receive(String text) {
    connection.turn(() -> session.receive(text));
  }

  /** A binary frame came in; {@code bytes} is not copied. */
  public void receive(byte[] bytes) {
    connection.turn(() -> session.receive(bytes));
  }

  /** The transport is gone. */
  public void lost(CloseReason reason) {
    connection.turn(() -> session.abort(reason));
  }

  /** Whether to read. */
  public boolean isHearing() {
    return connection.locked(session::isHearing);
  }

  /** What to write next, or null. */
  public @Nullable Frame next() {
    return connection.next();
  }

  /** Present when the transport is to close. */
  public Optional<CloseReason> over() {
    return connection.locked(session::over);
  }

  @Override
  public void wake() {
    transport.wake();
  }
}
