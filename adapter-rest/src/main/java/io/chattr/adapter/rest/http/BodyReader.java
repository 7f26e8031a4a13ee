package io.chattr.adapter.rest.http;

import io.chattr.domain.failure.Failure.Overloaded;
import io.chattr.domain.failure.Rejected;
import io.chattr.wire.ProblemCode;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.SameThreadExecutor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Takes a request's body in as it comes, on the I/O thread: however slowly it comes, it holds no
 * worker, and no more memory than has come.
 */
final class BodyReader implements ChannelListener<StreamSourceChannel> {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final HttpServerExchange exchange;
  private final int limit;
  private final Duration time;
  private final Taker taker;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private XnioExecutor.@Nullable Key timer;
  private boolean ended;

  private BodyReader(HttpServerExchange exchange, int limit, Duration time, Taker taker) {
    this.exchange = exchange;
    this.limit = limit;
    this.time = time;
    this.taker = taker;
  }

  /** Hears, as a handler of the exchange, how it went. */
  interface Taker {
    /** Makes room for more of the body, or answers that there is none. */
    boolean reserve(int bytes);

    /** In every case, and before the others. */
    void end();

    void take(byte[] body);

    void refuse(RuntimeException reason);
  }

  static void read(HttpServerExchange exchange, int limit, Duration time, Taker taker) {
    var reader = new BodyReader(exchange, limit, time, taker);
    if (exchange.isRequestComplete()) {
      reader.finish(() -> taker.take(new byte[0]));
    } else if (exchange.getRequestContentLength() > limit) {
      reader.finish(() -> taker.refuse(reader.tooLarge()));
    } else if (HttpContinue.requiresContinueResponse(exchange)) {
      exchange.dispatch(
          SameThreadExecutor.INSTANCE,
          () -> HttpContinue.sendContinueResponse(exchange, reader.onContinue()));
    } else {
      reader.begin();
    }
  }

  private void begin() {
    StreamSourceChannel channel = exchange.getRequestChannel();
    channel.getReadSetter().set(this);
    Runnable then = advance(channel);
    if (then != null) {
      finish(then);
      return;
    }
    channel.resumeReads();
    timer =
        exchange
            .getIoThread()
            .executeAfter(() -> late(channel), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void handleEvent(StreamSourceChannel channel) {
    if (ended) {
      return;
    }
    Runnable then = advance(channel);
    if (then != null) {
      channel.suspendReads();
      Connectors.executeRootHandler(same -> finish(then), exchange);
    }
  }

  private void late(StreamSourceChannel channel) {
    if (!ended) {
      channel.suspendReads();
      Connectors.executeRootHandler(same -> finish(() -> taker.refuse(tooSlow())), exchange);
    }
  }

  /** Reads what is there, and answers with what is to be done when that was all. */
  private @Nullable Runnable advance(StreamSourceChannel channel) {
    try (PooledByteBuffer pooled = exchange.getConnection().getByteBufferPool().allocate()) {
      ByteBuffer buffer = pooled.getBuffer();
      while (true) {
        buffer.clear();
        int read = channel.read(buffer);
        if (read == 0) {
          return null;
        }
        if (read < 0) {
          return () -> taker.take(body.toByteArray());
        }
        if (body.size() + read > limit) {
          return () -> taker.refuse(tooLarge());
        }
        if (!taker.reserve(read)) {
          return () -> taker.refuse(new Rejected(new Overloaded(RETRY_AFTER)));
        }
        buffer.flip();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        body.writeBytes(bytes);
      }
    } catch (IOException broken) {
      // Where the client has left, nobody will hear of it, and no harm is done.
      return () -> taker.refuse(unreadable());
    }
  }

  private void finish(Runnable then) {
    ended = true;
    if (timer != null) {
      timer.remove();
    }
    taker.end();
    then.run();
  }

  private void leave() {
    IoUtils.safeClose(exchange.getConnection());
    exchange.endExchange();
  }

  private static Refused unreadable() {
    return new Refused(ProblemCode.MALFORMED, "The body could not be read to its end");
  }

  private Refused tooLarge() {
    return new Refused(ProblemCode.BODY_TOO_LARGE, "The body must be at most " + limit + " bytes");
  }

  private Refused tooSlow() {
    return new Refused(
        ProblemCode.REQUEST_TIMEOUT,
        "The body did not come within " + Math.max(1, time.toSeconds()) + " s");
  }

  private IoCallback onContinue() {
    return new IoCallback() {
      @Override
      public void onComplete(HttpServerExchange same, Sender sender) {
        Connectors.executeRootHandler(again -> begin(), same);
      }

      @Override
      public void onException(HttpServerExchange same, Sender sender, IOException gone) {
        finish(BodyReader.this::leave);
      }
    };
  }
}
