package io.chattr.adapter.websocket.chat;

import io.chattr.adapter.websocket.engineio.AddressLimit;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.engineio.HeapTimer;
import io.chattr.adapter.websocket.plain.PlainServer;
import io.chattr.adapter.websocket.socketio.SocketIoOptions;
import io.chattr.adapter.websocket.socketio.SocketIoServer;
import io.chattr.adapter.websocket.undertow.OriginCheck;
import io.chattr.adapter.websocket.undertow.UndertowEngineHandler;
import io.chattr.adapter.websocket.undertow.UndertowPlainHandler;
import io.chattr.application.Chattr;
import io.chattr.application.port.Authenticator;
import io.chattr.application.presence.Whispers;
import io.chattr.wire.Json;
import io.undertow.server.HttpHandler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The sockets of a {@link Chattr}, Socket.IO and plain, to be mounted on an Undertow server. */
public final class ChatSockets implements AutoCloseable {
  public static final String PATH = "/socket.io";
  public static final String PLAIN_PATH = "/ws";

  private static final int STOP_SECONDS = 5;

  /** Few, so that counting never takes much of the store from those who write. */
  private static final int COUNTING_THREADS = 2;

  /** The same for those who look up what an event means for each message, and what may wait. */
  private static final int READING_THREADS = 2;

  private static final int MOST_READINGS = 1_000;

  private static final Duration LATER = Duration.ofSeconds(1);

  private final ExecutorService workers;
  private final ExecutorService counting;
  private final ExecutorService reading;
  private final HeapTimer timer;
  private final SocketIoServer server;
  private final HttpHandler handler;
  private final PlainServer plain;
  private final HttpHandler plainHandler;
  private final OpenSockets open;
  private final UnreadCounts unread;
  private final Whispers whispers;
  private final Whispering whispering;

  /**
   * How many connections there may be on this node, and for how long without a good token.
   *
   * @param perUser over all devices
   * @param perAddress from one address, this machine's own not counted
   * @param unauthenticated from opening a connection, plain or Socket.IO, to being let in
   */
  public record Limits(int perUser, int perAddress, Duration unauthenticated) {
    public static final Limits DEFAULT = new Limits(50, 1_000, Duration.ofSeconds(10));

    public Limits {
      if (perUser < 1 || perAddress < 1 || unauthenticated.toMillis() < 1) {
        throw new IllegalArgumentException("limits must be positive");
      }
    }

    public Limits unauthenticated(Duration most) {
      return new Limits(perUser, perAddress, most);
    }
  }

  /**
   * How connections are treated.
   *
   * @param secret signs what clients show when they come back; the same on every node and after
   *     every restart, or nobody recovers
   * @param replayMax how many events a client that comes back is sent at most; who missed more
   *     starts afresh
   * @param workers threads that run commands, each of which waits for its commit
   * @param vocabulary of clients that do not say, and were not recognised before
   */
  public record Options(
      String secret,
      int replayMax,
      int workers,
      OriginCheck origins,
      EngineOptions engine,
      Vocabulary vocabulary,
      Limits limits) {

    /** The server's own defaults. */
    public static Options of(String secret) {
      return new Options(
          secret,
          10_000,
          64,
          OriginCheck.sameHost(),
          EngineOptions.DEFAULTS.withMaxPerSecond(200),
          Vocabulary.AUTO,
          Limits.DEFAULT);
    }

    public Options replayMax(int events) {
      return new Options(secret, events, workers, origins, engine, vocabulary, limits);
    }

    public Options workers(int threads) {
      return new Options(secret, replayMax, threads, origins, engine, vocabulary, limits);
    }

    public Options origins(OriginCheck allowed) {
      return new Options(secret, replayMax, workers, allowed, engine, vocabulary, limits);
    }

    public Options engine(EngineOptions other) {
      return new Options(secret, replayMax, workers, origins, other, vocabulary, limits);
    }

    public Options vocabulary(Vocabulary expected) {
      return new Options(secret, replayMax, workers, origins, engine, expected, limits);
    }

    public Options limits(Limits most) {
      return new Options(secret, replayMax, workers, origins, engine, vocabulary, most);
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
      return "Options[replayMax=" + replayMax + ", workers=" + workers + "]";
    }
  }

  public ChatSockets(Chattr chattr, Authenticator authenticator, Options options) {
    this(chattr, authenticator, options, InstantSource.system());
  }

  ChatSockets(Chattr chattr, Authenticator authenticator, Options options, InstantSource clock) {
    workers =
        Executors.newFixedThreadPool(
            options.workers(), Thread.ofPlatform().name("chattr-socket-", 1).daemon().factory());
    counting =
        Executors.newFixedThreadPool(
            COUNTING_THREADS, Thread.ofPlatform().name("chattr-unread-", 1).daemon().factory());
    reading =
        new ThreadPoolExecutor(
            READING_THREADS,
            READING_THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_READINGS),
            Thread.ofPlatform().name("chattr-status-", 1).daemon().factory());
    timer = new HeapTimer("chattr-socket-timer");
    open = new OpenSockets(options.limits().perUser());
    var addresses = new AddressLimit(options.limits().perAddress());
    var json = new Json();
    var encoder =
        new EventEncoder(
            json, new MessageStatuses(chattr.readHistory(), chattr.viewConversations()), reading);
    unread = new UnreadCounts(chattr, open, encoder, counting, timer);
    whispering = new Whispering(open, encoder);
    var shared =
        new ChatSocket.Shared(
            chattr,
            open,
            unread,
            whispering,
            new InTurn(workers),
            new Commands(chattr, json),
            new ConnectionCommands(json, authenticator),
            new TokenExpiry(timer, clock),
            encoder);
    whispers = chattr.whispers();
    whispers.listen(whispering);
    var following = new Following(chattr, options.replayMax(), this::later);
    var namespace =
        new ChatNamespace(
            authenticator,
            new RecoveryIds(options.secret()),
            following,
            options.vocabulary(),
            shared);
    server =
        new SocketIoServer(
            Map.of(Announcement.NAMESPACE, namespace),
            options.engine(),
            addresses,
            SocketIoOptions.DEFAULTS.withConnectTimeout(options.limits().unauthenticated()),
            workers,
            timer);
    var entrance = new PlainEntrance(authenticator, following, shared);
    plain =
        new PlainServer(
            options.engine(),
            addresses,
            workers,
            timer,
            socket -> new PlainClient(socket, entrance, timer, options.limits().unauthenticated()));
    authenticator.onEnd(open::endLogin);
    handler = new UndertowEngineHandler(server.engine(), options.origins(), Set.of());
    plainHandler =
        new UndertowPlainHandler(plain.engine(), options.origins(), Set.of("authorization"));
  }

  /** What is lost when this closes is found out again when the client comes back. */
  private void later(Runnable task) {
    timer.at(
        timer.nanos() + LATER.toNanos(),
        () -> {
          try {
            counting.execute(task);
          } catch (RejectedExecutionException closed) {
            // Nobody is here any more.
          }
        });
  }

  /** Socket.IO, for the path prefix {@value #PATH}. */
  public HttpHandler handler() {
    return handler;
  }

  /** Plain WebSocket, for the exact path {@value #PLAIN_PATH}. */
  public HttpHandler plainHandler() {
    return plainHandler;
  }

  /** How many connections are open, joined or not. */
  public int size() {
    return server.engine().size() + plain.engine().size();
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
    plain.close(CloseReason.SHUTTING_DOWN);
    workers.shutdown();
    counting.shutdown();
    // What they look up is for nobody any more.
    reading.shutdownNow();
    try {
      if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)
          || !counting.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)
          || !reading.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        stopNow();
      }
    } catch (InterruptedException hurry) {
      stopNow();
      Thread.currentThread().interrupt();
    }
    whispers.leave(whispering);
    timer.close();
  }

  private void stopNow() {
    workers.shutdownNow();
    counting.shutdownNow();
  }
}
