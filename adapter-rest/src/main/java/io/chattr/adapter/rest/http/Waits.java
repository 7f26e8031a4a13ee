package io.chattr.adapter.rest.http;

import io.chattr.adapter.rest.http.Reply.Later;
import io.chattr.domain.failure.Failure.Overloaded;
import io.chattr.domain.failure.Rejected;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.conduits.ConduitStreamSourceChannel;

/** Requests that wait for news: each costs an exchange and a timer, but no thread. */
final class Waits {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Semaphore places;
  private final Set<Wait> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  Waits(int places) {
    this.places = new Semaphore(places);
  }

  /** What is done, outside of a handler, with a request whose waiting is over. */
  interface Resumption {
    void resume(boolean mayWait);
  }

  int count() {
    return waiting.size();
  }

  /** To be called in a handler, as the last thing that it does. */
  void add(HttpServerExchange exchange, Later later, Resumption resumption) {
    if (!places.tryAcquire()) {
      later.news().cancel(false);
      throw new Rejected(new Overloaded(RETRY_AFTER));
    }
    exchange.dispatch(
        SameThreadExecutor.INSTANCE, () -> new Wait(exchange, later, resumption).begin());
  }

  /** Ends all waiting, now and from now on. */
  void end() {
    ended = true;
    waiting.forEach(wait -> wait.finish(false));
  }

  private final class Wait implements ChannelListener<ConduitStreamSourceChannel> {
    private final HttpServerExchange exchange;
    private final Later later;
    private final Resumption resumption;
    private final AtomicBoolean over = new AtomicBoolean();
    // The rest belongs to the I/O thread.
    private XnioExecutor.@Nullable Key timer;
    private @Nullable ConduitStreamSourceChannel source;
    private @Nullable ChannelListener<? super ConduitStreamSourceChannel> before;

    Wait(HttpServerExchange exchange, Later later, Resumption resumption) {
      this.exchange = exchange;
      this.later = later;
      this.resumption = resumption;
    }

    void begin() {
      waiting.add(this);
      exchange.getIoThread().execute(this::watch);
      var unused = later.news().whenComplete((news, failure) -> finish(true));
      if (ended) {
        finish(false);
      }
    }

    private void watch() {
      if (over.get()) {
        return;
      }
      timer =
          exchange
              .getIoThread()
              .executeAfter(
                  () -> finish(false),
                  Math.max(1, later.atMost().toMillis()),
                  TimeUnit.MILLISECONDS);
      // Nobody would read from the connection meanwhile, and so notice that the client has left.
      if (exchange.isRequestComplete()
          && exchange.getConnection() instanceof HttpServerConnection connection
          && connection.getExtraBytes() == null) {
        ConduitStreamSourceChannel channel = connection.getChannel().getSourceChannel();
        source = channel;
        before = channel.getReadListener();
        channel.setReadListener(this);
        channel.resumeReads();
      }
    }

    @Override
    public void handleEvent(ConduitStreamSourceChannel channel) {
      PooledByteBuffer pooled = exchange.getConnection().getByteBufferPool().allocate();
      boolean kept = false;
      try {
        int read = channel.read(pooled.getBuffer());
        if (read > 0) {
          // The next request, sent ahead: it will be read when this one is answered.
          channel.suspendReads();
          pooled.getBuffer().flip();
          ((HttpServerConnection) exchange.getConnection()).ungetRequestBytes(pooled);
          kept = true;
        } else if (read < 0) {
          leave();
        }
      } catch (IOException gone) {
        leave();
      } finally {
        if (!kept) {
          pooled.close();
        }
      }
    }

    private void finish(boolean mayWait) {
      if (over()) {
        exchange
            .getIoThread()
            .execute(
                () -> {
                  unwatch();
                  resumption.resume(mayWait && !ended);
                });
      }
    }

    private void leave() {
      if (over()) {
        unwatch();
        IoUtils.safeClose(exchange.getConnection());
        exchange.endExchange();
      }
    }

    private boolean over() {
      boolean first = over.compareAndSet(false, true);
      if (first) {
        waiting.remove(this);
        places.release();
        later.news().cancel(false);
      }
      return first;
    }

    private void unwatch() {
      if (timer != null) {
        timer.remove();
      }
      if (source != null) {
        source.suspendReads();
        source.setReadListener(before);
      }
    }
  }
}
