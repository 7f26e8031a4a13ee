package io.chattr.adapter.websocket.echo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.EngineConnection;
import io.chattr.adapter.websocket.engineio.EngineListener;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.engineio.EngineServer;
import io.chattr.adapter.websocket.engineio.HeapTimer;
import io.chattr.adapter.websocket.engineio.packet.Packet;
import io.chattr.adapter.websocket.engineio.packet.PacketCodec;
import io.chattr.adapter.websocket.socketio.ClientSocket;
import io.chattr.adapter.websocket.socketio.ConnectRequest;
import io.chattr.adapter.websocket.socketio.Event;
import io.chattr.adapter.websocket.socketio.SocketIoOptions;
import io.chattr.adapter.websocket.socketio.SocketIoServer;
import io.chattr.adapter.websocket.socketio.SocketListener;
import io.chattr.adapter.websocket.undertow.OriginCheck;
import io.chattr.adapter.websocket.undertow.UndertowEngineHandler;
import io.undertow.Handlers;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.xnio.Options;

/**
 * The echo application that the official protocol test-suites talk to; nothing of chat.
 *
 * <p>As a program it listens on {@code -Dport} (3000) with {@code -DenginePath}, {@code
 * -DsocketPath}, {@code -DpingInterval}, {@code -DpingTimeout}, {@code -DmaxPayload} and {@code
 * -DconnectTimeout}, whose defaults are what the suites expect.
 */
public final class EchoServer implements AutoCloseable {
  private static final long GAP_NANOS = Duration.ofMillis(5).toNanos();

  private final HeapTimer timer = new HeapTimer("echo-timer");
  private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
  private final EngineServer engine;
  private final SocketIoServer socketIo;
  private final Undertow http;
  private final BlockingQueue<CloseReason> closes = new LinkedBlockingQueue<>();
  private final Semaphore gate = new Semaphore(0);

  public EchoServer(
      int port,
      String enginePath,
      String socketPath,
      EngineOptions options,
      SocketIoOptions socketIoOptions) {
    engine = new EngineServer(options, timer, EchoServer::echo);
    socketIo =
        new SocketIoServer(
            Map.of("/", this::welcome, "/custom", this::welcome),
            options,
            socketIoOptions,
            handlers,
            timer);
    OriginCheck origins =
        OriginCheck.sameHost().or(OriginCheck.oneOf(List.of("https://chat.example")));
    http =
        Undertow.builder()
            .addHttpListener(port, "localhost")
            // Small, so that a client soon feels that nobody reads.
            .setSocketOption(Options.RECEIVE_BUFFER, 65_536)
            .setHandler(
                Handlers.path()
                    .addPrefixPath(
                        enginePath,
                        new UndertowEngineHandler(
                            engine, origins, UndertowEngineHandler.USUAL_HEADERS))
                    .addPrefixPath(
                        socketPath,
                        new UndertowEngineHandler(
                            socketIo.engine(), origins, UndertowEngineHandler.USUAL_HEADERS)))
            .build();
    http.start();
  }

  public static void main(String[] args) {
    var options =
        EngineOptions.DEFAULTS
            .withPings(millis("pingInterval", 300), millis("pingTimeout", 200))
            .withMaxPayload(Integer.getInteger("maxPayload", 1_000_000));
    var server =
        new EchoServer(
            Integer.getInteger("port", 3_000),
            System.getProperty("enginePath", "/engine.io"),
            System.getProperty("socketPath", "/socket.io"),
            options,
            SocketIoOptions.DEFAULTS.withConnectTimeout(millis("connectTimeout", 1_000)));
    System.out.println("echoing on port " + server.port());
  }

  private static Duration millis(String property, int usual) {
    return Duration.ofMillis(Integer.getInteger(property, usual));
  }

  public int port() {
    return ((InetSocketAddress) http.getListenerInfo().getFirst().getAddress()).getPort();
  }

  /** Why sockets were closed, in order. */
  public BlockingQueue<CloseReason> closes() {
    return closes;
  }

  /** Lets a handler go on that a client has held. */
  void release() {
    gate.release();
  }

  public SocketIoServer socketIo() {
    return socketIo;
  }

  private static EngineListener echo(EngineConnection connection) {
    return new EngineListener() {
      @Override
      public void onMessage(Packet.Message message) {
        connection.send(List.of(PacketCodec.encode(message)));
      }

      @Override
      public void onClose(CloseReason reason) {}
    };
  }

  private void welcome(ConnectRequest request) {
    ClientSocket client =
        request.accept(
            JsonNodeFactory.instance.objectNode(), socket -> new Echo(socket, closes, gate));
    // Apart: the suites' client listens for one message at a time, and misses the second of two
    // that arrive together.
    timer.at(timer.nanos() + GAP_NANOS, () -> client.emit("auth", request.auth()));
  }

  private record Echo(ClientSocket socket, Queue<CloseReason> closes, Semaphore gate)
      implements SocketListener {
    @Override
    public void onEvent(Event event) {
      JsonNode[] args = event.args().toArray(JsonNode[]::new);
      switch (event.name()) {
        case "message" -> socket.emit("message-back", args);
        case "message-with-ack" -> event.ack().ifPresent(ack -> ack.send(args));
        case "flood" -> {
          while (socket.emit("drop", JsonNodeFactory.instance.textNode("x".repeat(1_000)))) {}
        }
        case "ask" ->
            socket.emitWithAck(Duration.ofSeconds(5), "question", args).thenAccept(this::tell);
        case "burst" -> burst(args[0].intValue(), args[1].intValue());
        case "hold" -> gate.acquireUninterruptibly();
        case "leave" -> socket.disconnect();
        case "close" -> socket.close(new CloseReason("session revoked", 4001));
        default -> {}
      }
    }

    /** Emits from several threads at once. */
    private void burst(int threads, int each) {
      for (int t = 0; t < threads; t++) {
        JsonNode thread = JsonNodeFactory.instance.numberNode(t);
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; i < each; i++) {
                    socket.emit("drop", thread, JsonNodeFactory.instance.numberNode(i));
                  }
                });
      }
    }

    private void tell(List<JsonNode> answer) {
      socket.emit("answered", answer.toArray(JsonNode[]::new));
    }

    @Override
    public void onClose(CloseReason reason) {
      closes.add(reason);
    }
  }

  @Override
  public void close() {
    socketIo.close();
    engine.close();
    http.stop();
    handlers.close();
    timer.close();
  }
}
