package io.chattr.benchmarks.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One thread with any number of clients on this machine. The first that fails ends all. */
public final class ClientLoop implements AutoCloseable {
  private static final int MAX_READ = 1 << 20;

  private final Selector selector = Selector.open();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ByteBuffer shared = ByteBuffer.allocateDirect(MAX_READ);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean closed;

  public ClientLoop() throws IOException {}

  public static ClientLoop start() throws IOException {
    var loop = new ClientLoop();
    Thread.ofPlatform().name("clients").daemon().start(loop::run);
    return loop;
  }

  /**
   * Connects to the server at {@code port}; completes when it has let the client in.
   *
   * @param auth what the client shows, an object of JSON
   */
  public CompletableFuture<ChatClient> connect(int port, String auth, PacketListener listener) {
    var joined = new CompletableFuture<ChatClient>();
    var unused = ended.exceptionally(failure -> failed(joined, failure));
    execute(
        () -> {
          try {
            open(port, auth, listener, joined);
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        });
    return joined;
  }

  private static @Nullable Void failed(CompletableFuture<?> waiting, Throwable failure) {
    waiting.completeExceptionally(failure);
    return null;
  }

  private void open(
      int port, String auth, PacketListener listener, CompletableFuture<ChatClient> joined)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    boolean connected =
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    SelectionKey key =
        channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
    var client = new ChatClient(channel, key, auth, listener, joined);
    key.attach(client);
    if (connected) {
      client.connected();
    }
  }

  /** Runs {@code task} on the thread of the clients. */
  public void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  /** What {@code question} answers on the thread of the clients. */
  public <T> T ask(Supplier<T> question) throws Exception {
    var answer = new CompletableFuture<T>();
    execute(() -> answer.complete(question.get()));
    while (true) {
      check();
      try {
        return answer.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException notYet) {
        check();
      }
    }
  }

  /** Fails when a client did. */
  public void check() {
    if (ended.isCompletedExceptionally()) {
      ended.join();
    }
  }

  private void run() {
    try {
      while (!closed) {
        selector.select(this::serve);
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
      }
      ended.complete(null);
    } catch (IOException | RuntimeException failure) {
      ended.completeExceptionally(failure);
    } finally {
      closeAll();
    }
  }

  private void serve(SelectionKey key) {
    var client = (ChatClient) key.attachment();
    try {
      if (key.isConnectable() && ((SocketChannel) key.channel()).finishConnect()) {
        key.interestOps(SelectionKey.OP_READ);
        client.connected();
      }
      if (key.isReadable()) {
        client.read(shared);
      }
      if (key.isWritable()) {
        client.goOnWriting();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void closeAll() {
    try {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Closes all connections. */
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    var unused = ended.handle((nothing, failure) -> true).join();
  }
}
