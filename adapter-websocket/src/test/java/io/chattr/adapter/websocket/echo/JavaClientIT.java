package io.chattr.adapter.websocket.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.socketio.SocketIoOptions;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.engineio.client.Transport;
import io.socket.engineio.client.transports.Polling;
import io.socket.engineio.client.transports.WebSocket;
import io.socket.engineio.parser.Packet;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official Java client, unmodified, against the echo application. */
class JavaClientIT {
  private static final long PATIENCE_SECONDS = 60;

  /** More than stand in one line of Base64, and all that a byte may be. */
  private static final byte[] MANY_BYTES = new byte[5_000];

  private static EchoServer server;

  private Socket socket;

  /** How a client may be told to connect. */
  enum Mode {
    POLLING(Polling.NAME),
    WEBSOCKET(WebSocket.NAME),
    POLLING_THEN_WEBSOCKET(Polling.NAME, WebSocket.NAME);

    private final String[] transports;

    Mode(String... transports) {
      this.transports = transports;
    }
  }

  @BeforeAll
  static void start() {
    for (int i = 0; i < MANY_BYTES.length; i++) {
      MANY_BYTES[i] = (byte) i;
    }
    var options = EngineOptions.DEFAULTS.withPings(Duration.ofMillis(200), Duration.ofSeconds(20));
    server = new EchoServer(0, "/engine.io", "/socket.io", options, SocketIoOptions.DEFAULTS);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void leave() {
    socket.disconnect();
  }

  private Socket socket(Mode mode, String namespace, Map<String, String> auth) {
    socket =
        IO.socket(
            URI.create("http://localhost:" + server.port() + namespace),
            IO.Options.builder()
                .setTransports(mode.transports)
                .setForceNew(true)
                .setReconnectionDelay(10)
                .setAuth(auth)
                .build());
    return socket;
  }

  /** Connected, and welcomed. */
  private Socket connected(Mode mode) {
    Socket made = socket(mode, "/", Map.of());
    BlockingQueue<Object[]> welcomes = heard("auth");
    made.connect();
    next(welcomes);
    return made;
  }

  /** What comes under this name from now on. */
  private BlockingQueue<Object[]> heard(String event) {
    var heard = new LinkedBlockingQueue<Object[]>();
    socket.on(event, heard::add);
    return heard;
  }

  private static <T> T next(BlockingQueue<T> heard) {
    try {
      T next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).describedAs("what comes next").isNotNull();
      return next;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private void whenCarriedBy(Consumer<Transport> listener) {
    socket.io().on(Manager.EVENT_TRANSPORT, args -> listener.accept((Transport) args[0]));
  }

  private Object[] answer(String event, Object... args) {
    var answers = new LinkedBlockingQueue<Object[]>();
    Ack ack = answers::add;
    socket.emit(event, args, ack);
    return next(answers);
  }

  @ParameterizedTest
  @EnumSource
  void connects_with_what_it_has_to_show(Mode mode) throws Exception {
    socket(mode, "/", Map.of("token", "abc"));
    BlockingQueue<Object[]> welcomes = heard("auth");

    socket.connect();

    assertThat(((JSONObject) next(welcomes)[0]).getString("token")).isEqualTo("abc");
    assertThat(socket.connected()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void emits_text_numbers_objects_and_bytes_and_gets_them_back(Mode mode) throws Exception {
    connected(mode);
    BlockingQueue<Object[]> back = heard("message-back");

    socket.emit(
        "message",
        1,
        "zwei €😀\u001e",
        new JSONObject().put("drei", new JSONArray().put(true).put(JSONObject.NULL)),
        MANY_BYTES,
        new JSONObject().put("deep", new JSONArray().put(new byte[0]).put(new byte[] {-1})));

    Object[] args = next(back);
    assertThat(args[0]).isEqualTo(1);
    assertThat(args[1]).isEqualTo("zwei €😀\u001e");
    assertThat(args[2]).hasToString("{\"drei\":[true,null]}");
    assertThat(args[3]).isEqualTo(MANY_BYTES);
    JSONArray deep = ((JSONObject) args[4]).getJSONArray("deep");
    assertThat(deep.get(0)).isEqualTo(new byte[0]);
    assertThat(deep.get(1)).isEqualTo(new byte[] {-1});
  }

  @ParameterizedTest
  @EnumSource
  void is_acknowledged_with_bytes_too(Mode mode) {
    connected(mode);

    assertThat(answer("message-with-ack", "one", 2)).containsExactly("one", 2);
    assertThat(answer("message-with-ack", (Object) new byte[] {9}))
        .containsExactly((Object) new byte[] {9});
  }

  @ParameterizedTest
  @EnumSource
  void acknowledges_with_bytes_too(Mode mode) {
    connected(mode);
    BlockingQueue<Object[]> answered = heard("answered");
    socket.on(
        "question",
        args -> {
          var ack = (Ack) args[args.length - 1];
          ack.call(args[0] instanceof Integer number ? number + 1 : args[0]);
        });

    socket.emit("ask", 41);
    assertThat(next(answered)).containsExactly(42);
    socket.emit("ask", (Object) new byte[] {1, 0, -1});
    assertThat(next(answered)).containsExactly((Object) new byte[] {1, 0, -1});
  }

  @ParameterizedTest
  @EnumSource
  void keeps_the_order_in_both_directions(Mode mode) {
    connected(mode);
    BlockingQueue<Object[]> back = heard("message-back");
    List<Object> numbers = IntStream.range(0, 300).<Object>mapToObj(n -> n).toList();

    for (Object number : numbers) {
      socket.emit("message", number, new byte[] {1});
    }

    assertThat(IntStream.range(0, 300).mapToObj(n -> next(back)[0]).toList()).isEqualTo(numbers);
  }

  @ParameterizedTest
  @EnumSource
  void is_told_of_an_unknown_namespace(Mode mode) throws Exception {
    socket(mode, "/random", Map.of());
    BlockingQueue<Object[]> errors = heard(Socket.EVENT_CONNECT_ERROR);

    socket.connect();

    assertThat(((JSONObject) next(errors)[0]).getString("message")).isEqualTo("Invalid namespace");
  }

  @ParameterizedTest
  @EnumSource
  void stays_connected_over_many_heartbeats(Mode mode) {
    socket(mode, "/", Map.of());
    BlockingQueue<Packet<?>> pings = new LinkedBlockingQueue<>();
    whenCarriedBy(
        transport ->
            transport.on(
                Transport.EVENT_PACKET,
                args -> {
                  if (args[0] instanceof Packet<?> packet && packet.type.equals(Packet.PING)) {
                    pings.add(packet);
                  }
                }));
    BlockingQueue<Object[]> losses = heard(Socket.EVENT_DISCONNECT);

    socket.connect();
    for (int i = 0; i < 5; i++) {
      next(pings);
    }

    assertThat(answer("message-with-ack", "still here")).containsExactly("still here");
    assertThat(losses).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void comes_back_after_the_server_closed_the_connection(Mode mode) {
    connected(mode);
    BlockingQueue<Object[]> losses = heard(Socket.EVENT_DISCONNECT);
    BlockingQueue<Object[]> welcomes = heard("auth");

    socket.emit("close");

    // It does not wait for a heartbeat to be missed.
    assertThat(next(losses)[0]).isIn("transport close", "transport error");
    next(welcomes);
    assertThat(answer("message-with-ack", "still here")).containsExactly("still here");
  }

  @ParameterizedTest
  @EnumSource
  void hears_that_the_server_left(Mode mode) {
    connected(mode);
    BlockingQueue<Object[]> losses = heard(Socket.EVENT_DISCONNECT);

    socket.emit("leave");

    assertThat(next(losses)).containsExactly("io server disconnect");
  }

  @Test
  void moves_from_polling_to_websocket_by_itself() {
    socket(Mode.POLLING_THEN_WEBSOCKET, "/", Map.of());
    BlockingQueue<Transport> upgrades = new LinkedBlockingQueue<>();
    whenCarriedBy(
        transport -> {
          if (transport.name.equals(WebSocket.NAME)) {
            upgrades.add(transport);
          }
        });
    BlockingQueue<Object[]> back = heard("message-back");

    socket.connect();
    for (int i = 0; i < 50; i++) {
      socket.emit("message", i);
    }
    next(upgrades);
    for (int i = 50; i < 100; i++) {
      socket.emit("message", i);
    }

    for (int i = 0; i < 100; i++) {
      assertThat(next(back)).containsExactly(i);
    }
  }
}
