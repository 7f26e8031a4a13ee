package io.chattr.adapter.websocket.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.EngineConnection;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.engineio.PendingWork;
import io.chattr.adapter.websocket.engineio.PollingClient;
import io.chattr.adapter.websocket.engineio.TestClient;
import io.chattr.adapter.websocket.engineio.TestRequest;
import io.chattr.adapter.websocket.engineio.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that send anything: noise, and packets of the protocol in any order, some of them broken.
 */
class RandomBytesTest {
  private static final int CLIENTS = 400;
  private static final int STEPS = 60;
  private static final int MAX_QUEUED = 20_000;

  private static final List<String> PARTS =
      List.of(
          "4",
          "0",
          "1",
          "2",
          "3",
          "5",
          "6",
          "40",
          "41",
          "42",
          "43",
          "45",
          "46",
          "/",
          "/custom",
          "/custom,",
          ",",
          "-",
          "0-",
          "1-",
          "2-",
          "10-",
          "99999999999999999999",
          "7",
          "[]",
          "[\"a\"]",
          "[\"a\",1]",
          "{}",
          "[",
          "\"",
          "\\u",
          "[\"a\",{\"_placeholder\":true,\"num\":0}]",
          "[\"connect\"]",
          "é",
          "😀",
          "\ud800",
          "\u0000",
          "\u001e",
          "[\"ack\"]",
          "null",
          " ",
          "1e999",
          "probe",
          "{\"a\":{\"a\":{\"a\":[]}}}");
  private static final List<String> VALID =
      List.of(
          "40",
          "40/custom,{\"token\":\"x\"}",
          "42[\"a\",1]",
          "421[\"a\"]",
          "430[]",
          "3",
          "42/custom,[\"b\"]",
          "451-[\"a\",{\"_placeholder\":true,\"num\":0}]",
          "41/custom");

  private final VirtualTime time = new VirtualTime();
  private final PendingWork handlers = new PendingWork();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20_261_120})
  void no_input_escapes_as_an_exception_or_leaves_anything_behind(long seed) {
    var random = new Random(seed);
    var server = server(random);

    for (int i = 0; i < CLIENTS; i++) {
      var client = TestClient.connect(server.engine());
      for (int step = 0; step < STEPS && client.connection().isOpen(); step++) {
        act(client, random);
        assertThat(client.connection().backlog().bytes()).isLessThanOrEqualTo(MAX_QUEUED + 1_000);
      }
    }
    nothingIsLeftOf(server);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20_261_121})
  void nor_does_any_input_by_polling_or_during_an_upgrade(long seed) {
    var random = new Random(seed);
    var server = server(random);

    for (int i = 0; i < CLIENTS; i++) {
      var client = PollingClient.connect(server.engine());
      EngineConnection connection = client.connection();
      List<TestRequest> requests = new ArrayList<>();
      List<TestClient> websockets = new ArrayList<>();
      for (int step = 0; step < STEPS && connection.isOpen(); step++) {
        act(client, requests, websockets, random);
        assertThat(connection.backlog().bytes()).isLessThanOrEqualTo(MAX_QUEUED + 1_000);
      }
      connection.abort(CloseReason.TRANSPORT_CLOSE);
      requests.forEach(client::reads);
      assertThat(requests).allMatch(TestRequest::isAnswered);
    }
    nothingIsLeftOf(server);
  }

  private void nothingIsLeftOf(SocketIoServer server) {
    time.pass(Duration.ofMinutes(2));
    handlers.run();

    assertThat(server.engine().size()).isZero();
    assertThat(time.appointments()).isZero();
    assertThat(opened).hasPositiveValue();
    assertThat(ended).hasValue(opened.get());
  }

  private SocketIoServer server(Random random) {
    NamespaceHandler handler =
        request -> {
          switch (random.nextInt(8)) {
            case 0 -> request.refuse("No", null);
            case 1 -> {}
            default -> {
              opened.incrementAndGet();
              request.accept(JsonNodeFactory.instance.objectNode(), this::listener);
            }
          }
        };
    return new SocketIoServer(
        Map.of("/", handler, "/custom", handler),
        EngineOptions.DEFAULTS.withMaxPayload(2_000).withMaxQueued(50, MAX_QUEUED),
        SocketIoOptions.DEFAULTS.withMaxAttachments(3, 2_000),
        handlers,
        time);
  }

  private SocketListener listener(ClientSocket socket) {
    return new SocketListener() {
      @Override
      public void onEvent(Event event) {
        socket.emit(event.name(), event.args().toArray(JsonNode[]::new));
        event.ack().ifPresent(ack -> ack.send(event.args().toArray(JsonNode[]::new)));
        socket.emitWithAck(Duration.ofSeconds(3), "asked");
      }

      @Override
      public void onClose(CloseReason reason) {
        ended.incrementAndGet();
      }
    };
  }

  private void act(TestClient client, Random random) {
    switch (random.nextInt(20)) {
      case 0 -> client.sends(new byte[random.nextInt(30)]);
      case 1 -> client.sends(noise(random));
      case 2 -> client.sends(joined(random));
      case 3 -> client.stalls();
      case 4 -> client.recovers();
      case 5 -> time.pass(Duration.ofMillis(random.nextInt(5_000)));
      case 6 -> client.sends("x".repeat(random.nextInt(3_000)));
      case 7, 8, 9 -> handlers.run();
      default -> client.sends(valid(random));
    }
  }

  /** Most of them behave for a while, else no session would live to see the others. */
  private void act(
      PollingClient client,
      List<TestRequest> requests,
      List<TestClient> websockets,
      Random random) {
    switch (random.nextInt(24)) {
      case 0 -> requests.add(client.pollsSlowly());
      case 1 -> requests.add(client.posts(noise(random)));
      case 2 -> requests.add(client.posts(joined(random) + "|" + joined(random)));
      case 3 -> client.posts("b" + joined(random));
      case 4 -> client.posts("4" + "x".repeat(random.nextInt(3_000)));
      case 5 -> websockets.add(client.probes());
      case 6, 7 -> websockets.forEach(websocket -> websocket.sends("2probe"));
      case 8 -> websockets.forEach(websocket -> websocket.sends("5"));
      case 9 -> websockets.forEach(websocket -> act(websocket, random));
      case 10 -> requests.add(client.beginsToPost());
      case 11 -> requests.forEach(request -> client.posts(request, "4" + joined(random)));
      case 12 -> {
        List<TestRequest> lost = requests.subList(requests.size() / 2, requests.size());
        lost.forEach(client.link()::lost);
        lost.clear();
      }
      case 13 -> time.pass(Duration.ofMillis(random.nextInt(5_000)));
      case 14, 15 -> handlers.run();
      case 16, 17 -> {
        requests.forEach(client::reads);
        requests.removeIf(TestRequest::isAnswered);
      }
      default -> client.posts(valid(random) + "|" + valid(random));
    }
  }

  private static String valid(Random random) {
    return VALID.get(random.nextInt(VALID.size()));
  }

  private static String joined(Random random) {
    var packet = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      packet.append(PARTS.get(random.nextInt(PARTS.size())));
    }
    return packet.toString();
  }

  private static String noise(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(40); i >= 0; i--) {
      text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
    }
    return text.toString();
  }
}
