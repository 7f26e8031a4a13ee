package io.chattr.adapter.websocket.undertow;

import io.chattr.adapter.websocket.engineio.PollingLink;
import io.chattr.adapter.websocket.engineio.request.PollingAnswer;
import io.chattr.adapter.websocket.engineio.request.PollingRequest;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * One request of a polling session. It waits without a thread.
 *
 * <p>All of it happens on the exchange's I/O thread; only {@link #answer} is for others.
 */
final class UndertowRequest implements PollingRequest, IoCallback {
  private final HttpServerExchange exchange;
  private final PollingLink link;
  private final Duration patience;
  private boolean written;
  private XnioExecutor.@Nullable Key impatience;

  /** {@code patience} is how long the client may take to read the answer. */
  UndertowRequest(HttpServerExchange exchange, PollingLink link, Duration patience) {
    this.exchange = exchange;
    this.link = link;
    this.patience = patience;
    exchange.addExchangeCompleteListener(
        (ended, next) -> {
          end();
          next.proceed();
        });
  }

  /** A GET: waits for what the session has for its client. */
  void poll() {
    dispatch(
        () -> {
          HangUp.watch(exchange);
          link.poll(this);
        });
  }

  /** A POST: its body is read as far as it is allowed to. */
  void post(int maxPayload) {
    dispatch(
        () -> {
          if (link.post(this)) {
            new RequestBody(exchange, link, this, maxPayload).read();
          }
        });
  }

  /** Behind the call of the handler, whose end would be the end of the exchange. */
  private void dispatch(Runnable task) {
    exchange.dispatch(SameThreadExecutor.INSTANCE, task);
  }

  @Override
  public void answer(PollingAnswer answer) {
    try {
      exchange.getIoThread().execute(() -> write(answer));
    } catch (RejectedExecutionException stopped) {
      IoUtils.safeClose(exchange.getConnection());
    }
  }

  private void write(PollingAnswer answer) {
    if (exchange.isComplete()) {
      return;
    }
    byte[] body = answer.body();
    exchange.setStatusCode(answer.status());
    exchange.setResponseContentLength(body.length);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, answer.contentType());
    if (!exchange.isRequestComplete()) {
      // The rest of a body that nobody wants is not waited for.
      exchange.setPersistent(false);
    }
    exchange.getResponseSender().send(ByteBuffer.wrap(body), this);
    if (!exchange.isComplete()) {
      losePatienceLater();
    }
  }

  private void losePatienceLater() {
    try {
      impatience =
          exchange
              .getIoThread()
              .executeAfter(
                  () -> IoUtils.safeClose(exchange.getConnection()),
                  patience.toMillis(),
                  TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopped) {
      // The HTTP server ends, which closes the connection too.
    }
  }

  @Override
  public void onComplete(HttpServerExchange answered, Sender sender) {
    written = true;
    exchange.endExchange();
  }

  @Override
  public void onException(HttpServerExchange broken, Sender sender, IOException error) {
    IoUtils.safeClose(exchange.getConnection());
    // Where the connection had been closed before, nobody ends the exchange.
    exchange.endExchange();
  }

  private void end() {
    if (impatience != null) {
      impatience.remove();
    }
    if (written && exchange.getConnection().isOpen()) {
      link.written(this);
    } else {
      link.lost(this);
    }
  }
}
