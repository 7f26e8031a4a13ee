package io.chattr.benchmarks.rivals;

import io.chattr.benchmarks.client.BlockingClient;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends messages to a group of its own as fast as the server reads them, and when it is thrown out,
 * comes back at once.
 */
final class Flooder implements AutoCloseable {
  private static final int ONE_BY_ONE = 64;

  private final int port;
  private final Rival.Circle circle;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong thrownOut = new AtomicLong();
  private final Thread thread;
  private volatile BlockingClient client;
  private volatile boolean closed;

  Flooder(int port, Rival.Circle circle) throws IOException {
    this.port = port;
    this.circle = circle;
    client = BlockingClient.connect(port, circle.keeper());
    thread = Thread.ofPlatform().name("flood").daemon().start(this::flood);
  }

  long sent() {
    return sent.get();
  }

  long thrownOut() {
    return thrownOut.get();
  }

  private void flood() {
    long number = 0;
    while (!closed) {
      try {
        for (int i = 0; i < ONE_BY_ONE; i++) {
          client.add(Messages.postUnacknowledged(circle.id(), number++));
        }
        client.flush();
        sent.addAndGet(ONE_BY_ONE);
      } catch (IOException thrown) {
        comeBack();
      }
    }
  }

  private void comeBack() {
    client.close();
    if (closed) {
      return;
    }
    thrownOut.incrementAndGet();
    try {
      client = BlockingClient.connect(port, circle.keeper());
    } catch (IOException refused) {
      // Tried again by what fails to be sent.
    }
  }

  @Override
  public void close() {
    closed = true;
    client.close();
    try {
      thread.join();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
