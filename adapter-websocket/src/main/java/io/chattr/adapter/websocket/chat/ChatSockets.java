package io.chattr.adapter.websocket.chat;

import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.engineio.HeapTimer;
import io.chattr.adapter.websocket.socketio.SocketIoOptions;
import io.chattr.adapter.websocket.socketio.SocketIoServer;
import io.chattr.adapter.websocket.undertow.OriginCheck;
import io.chattr.adapter.websocket.undertow.UndertowEngineHandler;
import io.chattr.application.Chattr;
import io.chattr.application.port.Authenticator;
import io.chattr.wire.Json;
import io.undertow.server.HttpHandler;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The Socket.IO endpoint of a {@link Chattr}, to be mounted at the path prefix {@value #PATH} of an
 * Undertow server.
 */
public final class ChatSockets implements AutoCloseable {
  public static final String PATH = "/socket.io";

  private static final int STOP_SECONDS = 5;

  /** Few, so that counting never takes much of the store from those who write. */
  private static final int COUNTING_THREADS = 2;

  private final ExecutorService workers;
  private final ExecutorService counting;
  private final HeapTimer timer;
  private final SocketIoServer server;
  private final HttpHandler handler;
  private final OpenSockets open = new OpenSockets();
  private final UnreadCounts unread;

  /**
   * How connections are treated.
   *
   * @param secret signs what clients show when they come back; the same on every node and after
   *     every restart, or nobody recovers
   * @param replayMax how many events a client that comes back is sent at most; who missed more
   *     starts afresh
   * @param workers threads that run commands, each of which waits for its commit
   */
  public record Options(
      String secret, int replayMax, int workers, OriginCheck origins, EngineOptions engine) {
    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
      return "Options[replayMax=" + replayMax + ", workers=" + workers + "]";
    }
  }

  public ChatSockets(Chattr chattr, Authenticator authenticator, Options options) {
    this(chattr, authenticator, options, SocketIoOptions.DEFAULTS);
  }

  ChatSockets(
      Chattr chattr, Authenticator authenticator, Options options, SocketIoOptions socketIo) {
    workers =
        Executors.newFixedThreadPool(
            options.workers(), Thread.ofPlatform().name("chattr-socket-", 1).daemon().factory());
    counting =
        Executors.newFixedThreadPool(
            COUNTING_THREADS, Thread.ofPlatform().name("chattr-unread-", 1).daemon().factory());
    timer = new HeapTimer("chattr-socket-timer");
    var json = new Json();
    var encoder = new EventEncoder(json);
    unread = new UnreadCounts(chattr, open, encoder, counting, timer);
    var namespace =
        new ChatNamespace(
            chattr,
            authenticator,
            new RecoveryIds(options.secret()),
            options.replayMax(),
            new ChatSocket.Shared(open, unread, new Commands(chattr, json), encoder));
    server =
        new SocketIoServer(
            Map.of(EventEncoder.NAMESPACE, namespace), options.engine(), socketIo, workers, timer);
    authenticator.onEnd(open::endLogin);
    handler = new UndertowEngineHandler(server.engine(), options.origins(), Set.of());
  }

  public HttpHandler handler() {
    return handler;
  }

  /** How many connections are open, joined or not. */
  public int size() {
    return server.engine().size();
  }

  /** How many have joined, or are about to. */
  int joined() {
    return open.size();
  }

  /** How many unread counts wait to be told, or have just been. */
  int counting() {
    return unread.size();
  }

  /**
   * Closes every connection with a reason that makes clients come back, and waits for commands that
   * run.
   */
  @Override
  public void close() {
    server.close(CloseReason.SHUTTING_DOWN);
    workers.shutdown();
    counting.shutdown();
    try {
      if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)
          || !counting.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        stopNow();
      }
    } catch (InterruptedException hurry) {
      stopNow();
      Thread.currentThread().interrupt();
    }
    timer.close();
  }

  private void stopNow() {
    workers.shutdownNow();
    counting.shutdownNow();
  }
}
