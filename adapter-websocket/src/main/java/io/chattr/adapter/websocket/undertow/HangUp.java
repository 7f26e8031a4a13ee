package io.chattr.adapter.websocket.undertow;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import org.xnio.IoUtils;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Notices a client that hangs up while its request waits: Undertow does not read meanwhile, so it
 * would not see the end. Closing the connection ends the exchange; what the client has sent ahead
 * is kept for the next one, which also takes the listener's place.
 */
final class HangUp {
  private HangUp() {}

  /** For requests without a body, on their I/O thread. */
  static void watch(HttpServerExchange exchange) {
    if (exchange.getConnection() instanceof HttpServerConnection connection
        && connection.getExtraBytes() == null) {
      ConduitStreamSourceChannel source = connection.getChannel().getSourceChannel();
      source.setReadListener(channel -> look(connection, channel));
      source.resumeReads();
    }
  }

  private static void look(HttpServerConnection connection, ConduitStreamSourceChannel source) {
    PooledByteBuffer pooled = connection.getByteBufferPool().allocate();
    boolean kept = false;
    try {
      int read = source.read(pooled.getBuffer());
      if (read < 0) {
        IoUtils.safeClose(connection);
      } else if (read > 0) {
        source.suspendReads();
        pooled.getBuffer().flip();
        connection.ungetRequestBytes(pooled);
        kept = true;
      }
    } catch (IOException broken) {
      IoUtils.safeClose(connection);
    } finally {
      if (!kept) {
        pooled.close();
      }
    }
  }
}
