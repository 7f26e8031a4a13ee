package io.chattr.adapter.rest.http;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xnio.channels.StreamSinkChannel;

/**
 * Writes an answer's body from a thread that may block, as fast as the client takes it in: to be
 * used outside of a handler's call. Undertow's own stream waits for ever for a client that takes
 * nothing, whatever time-outs are set.
 */
final class ClientStream extends OutputStream {
  private static final int LENGTH = 32 * 1024;

  private final StreamSinkChannel channel;
  private final Duration patience;
  private final ByteBuffer buffer = ByteBuffer.allocate(LENGTH);

  /**
   * @param patience how long the client may take for each part of {@value #LENGTH} bytes
   */
  ClientStream(HttpServerExchange exchange, Duration patience) {
    this.channel = exchange.getResponseChannel();
    this.patience = patience;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int some = Math.min(length - done, buffer.remaining());
      buffer.put(bytes, offset + done, some);
      done += some;
      if (!buffer.hasRemaining()) {
        send();
      }
    }
  }

  /** Hands on what was written. The answer is not ended by it. */
  void send() throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    buffer.flip();
    while (buffer.hasRemaining()) {
      if (channel.write(buffer) == 0) {
        awaitWritable(deadline);
      }
    }
    buffer.clear();
  }

  private void awaitWritable(long deadline) throws IOException {
    var writable = new CompletableFuture<Void>();
    channel
        .getWriteSetter()
        .set(
            ready -> {
              ready.suspendWrites();
              writable.complete(null);
            });
    channel.resumeWrites();
    try {
      writable.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException tooSlow) {
      throw new IOException("The client takes in too little", tooSlow);
    } catch (ExecutionException never) {
      throw new IllegalStateException(never);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
