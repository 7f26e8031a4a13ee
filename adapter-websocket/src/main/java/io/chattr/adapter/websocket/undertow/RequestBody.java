package io.chattr.adapter.websocket.undertow;

import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.PollingLink;
import io.chattr.adapter.websocket.engineio.request.EngineError;
import io.chattr.adapter.websocket.engineio.request.PollingRequest;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;

/** The body of a POST as it comes in, counted before it is kept. On its I/O thread. */
final class RequestBody {
  private final HttpServerExchange exchange;
  private final PollingLink link;
  private final PollingRequest request;
  private final int maxPayload;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  RequestBody(
      HttpServerExchange exchange, PollingLink link, PollingRequest request, int maxPayload) {
    this.exchange = exchange;
    this.link = link;
    this.request = request;
    this.maxPayload = maxPayload;
  }

  void read() {
    String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith("application/octet-stream")) {
      // Revision 3 sent bytes like that.
      link.fail(request, EngineError.BAD_REQUEST, CloseReason.PARSE_ERROR);
    } else if (exchange.getRequestContentLength() > maxPayload) {
      link.fail(request, EngineError.PAYLOAD_TOO_LARGE, CloseReason.TOO_LARGE);
    } else {
      StreamSourceChannel channel = exchange.getRequestChannel();
      channel.getReadSetter().set(this::read);
      read(channel);
    }
  }

  private void read(StreamSourceChannel channel) {
    try (PooledByteBuffer pooled = exchange.getConnection().getByteBufferPool().allocate()) {
      ByteBuffer buffer = pooled.getBuffer();
      int read = channel.read(buffer);
      while (read > 0) {
        if (body.size() + read > maxPayload) {
          channel.suspendReads();
          link.fail(request, EngineError.PAYLOAD_TOO_LARGE, CloseReason.TOO_LARGE);
          return;
        }
        buffer.flip();
        byte[] bytes = new byte[read];
        buffer.get(bytes);
        body.writeBytes(bytes);
        buffer.clear();
        read = channel.read(buffer);
      }
      if (read == 0) {
        channel.resumeReads();
      } else {
        channel.suspendReads();
        link.posted(request, body.toByteArray());
      }
    } catch (IOException broken) {
      IoUtils.safeClose(exchange.getConnection());
      exchange.endExchange();
    }
  }
}
