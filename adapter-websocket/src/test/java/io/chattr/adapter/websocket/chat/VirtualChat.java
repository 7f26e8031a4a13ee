package io.chattr.adapter.websocket.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.websocket.engineio.AddressLimit;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.EngineOptions;
import io.chattr.adapter.websocket.engineio.PendingWork;
import io.chattr.adapter.websocket.engineio.PollingClient;
import io.chattr.adapter.websocket.engineio.TestClient;
import io.chattr.adapter.websocket.engineio.TestRequest;
import io.chattr.adapter.websocket.engineio.VirtualTime;
import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.engineio.request.Peer;
import io.chattr.adapter.websocket.plain.PlainServer;
import io.chattr.adapter.websocket.socketio.SocketIoOptions;
import io.chattr.adapter.websocket.socketio.SocketIoServer;
import io.chattr.application.Chattr;
import io.chattr.application.port.Store;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Chattr's sockets without a network, in virtual time, where handlers work when a test says so. But
 * for the thread that reads the log, which {@link ChatServer#isLevel} waits for, one thread does it
 * all: what happens depends on the test alone.
 */
final class VirtualChat implements AutoCloseable {
  private static final Duration LONG = Duration.ofDays(1);

  private final VirtualTime time = new VirtualTime();
  private final PendingWork work = new PendingWork();
  private final Random random;
  private final Store store;
  private final Chattr chattr;
  private final Whispering whispering;
  private final SocketIoServer stock;
  private final PlainServer plain;

  /** {@code random} decides what the network does. */
  VirtualChat(Store store, EngineOptions options, int replayMax, Random random) {
    this(store, options, replayMax, LONG, random);
  }

  /** {@code unauthenticated} is how long a client may take to be let in. */
  VirtualChat(
      Store store, EngineOptions options, int replayMax, Duration unauthenticated, Random random) {
    this.store = store;
    this.random = random;
    chattr = Chattr.on(store).markRound(Duration.ZERO).build();
    EngineOptions engine = options.withPings(LONG, LONG).withMaxPerSecond(1_000_000);
    var open = new OpenSockets(1_000_000);
    var json = new Json();
    var encoder =
        new EventEncoder(
            json, new MessageStatuses(chattr.readHistory(), chattr.viewConversations()), work);
    whispering = new Whispering(open, encoder);
    var shared =
        new ChatSocket.Shared(
            chattr,
            open,
            new UnreadCounts(chattr, open, encoder, nobody -> {}, time),
            whispering,
            new InTurn(work),
            new Commands(chattr, json),
            new ConnectionCommands(json, ChatServer.BY_NAME),
            new TokenExpiry(time, InstantSource.system()),
            encoder);
    var following = new Following(chattr, replayMax, Runnable::run);
    stock =
        new SocketIoServer(
            Map.of(
                Announcement.NAMESPACE,
                new ChatNamespace(
                    ChatServer.BY_NAME,
                    new RecoveryIds(ChatServer.SECRET),
                    following,
                    Vocabulary.AUTO,
                    shared)),
            engine,
            SocketIoOptions.DEFAULTS.withConnectTimeout(unauthenticated),
            work,
            time);
    plain =
        new PlainServer(
            engine,
            AddressLimit.none(),
            work,
            time,
            socket ->
                new PlainClient(
                    socket,
                    new PlainEntrance(ChatServer.BY_NAME, following, shared),
                    time,
                    unauthenticated));
  }

  Chattr chattr() {
    return chattr;
  }

  /** Handlers or time go on a little. */
  void step() {
    if (random.nextInt(4) == 0) {
      time.pass(Duration.ofMillis(random.nextInt(60)));
    } else {
      work.runOne(random.nextInt(4));
    }
  }

  /** One connection's turn to be worked on, as on a single thread. */
  void worksOnce() {
    work.runOne(0);
  }

  void passes(Duration duration) {
    time.pass(duration);
    work.run();
  }

  /** Somebody who has said nothing yet, and takes everything at once. */
  TestClient open(boolean plainly) {
    return TestClient.connect(plainly ? plain.engine() : stock.engine());
  }

  /** The same by polling. */
  PollingClient openPolling() {
    return PollingClient.connect(stock.engine());
  }

  /** Tells whispers, which nobody else does here. */
  Whispering whispering() {
    return whispering;
  }

  void works() {
    time.pass(Duration.ofMillis(10));
    work.run();
  }

  /** All that has been committed was handed out. */
  void isLevel() {
    ChatServer.isLevel(chattr, store);
  }

  Line open(Traveller.Way way, @Nullable String cursor) {
    var peer =
        new Peer(
            TestClient.PEER.remoteAddress(),
            Map.of(),
            cursor == null ? Map.of() : Map.of("cursor", cursor));
    return switch (way) {
      case POLLING -> new Polling(PollingClient.connect(stock.engine(), peer));
      case WEBSOCKET -> {
        TestClient client = TestClient.connect(stock.engine(), peer);
        assertThat(client.hears()).hasSize(1);
        yield new Direct(client);
      }
      case PLAIN -> new Direct(TestClient.connect(plain.engine(), peer));
    };
  }

  /** Somebody with a WebSocket of their own, who takes everything at once. */
  TestClient join(UserId user, boolean plainly) {
    String auth = "{\"token\":\"" + user + "\",\"vocabulary\":\"native\"}";
    TestClient client = open(plainly);
    client.sends(plainly ? "{\"id\":0,\"type\":\"auth\",\"data\":" + auth + "}" : "40" + auth);
    works();
    isLevel();
    client.frames();
    return client;
  }

  @Override
  public void close() {
    stock.close();
    plain.close(CloseReason.SHUTTING_DOWN);
    work.run();
    chattr.close();
  }

  /** A WebSocket from the start. */
  private static final class Direct implements Line {
    private final TestClient client;

    Direct(TestClient client) {
      this.client = client;
      client.stalls();
    }

    @Override
    public void says(String packet) {
      client.sends(packet);
    }

    @Override
    public Optional<String> reads() {
      return Optional.ofNullable(client.link().next()).map(Frame::toString);
    }

    @Override
    public void upgrades() {
      // It is what others move to.
    }

    @Override
    public boolean hasMoved() {
      return false;
    }

    @Override
    public boolean isOver() {
      return client.link().over().isPresent();
    }

    @Override
    public void breaks(boolean noticed) {
      if (noticed) {
        client.link().lost(CloseReason.TRANSPORT_CLOSE);
      }
    }
  }

  /** Polling, on a network that takes its time, and what it moves to. */
  private final class Polling implements Line {
    private final PollingClient client;
    private final Queue<String> read = new ArrayDeque<>();
    private final Queue<String> unsaid = new ArrayDeque<>();
    private @Nullable TestRequest poll;
    private @Nullable TestRequest post;
    private @Nullable String body;
    private @Nullable TestClient websocket;
    private boolean pausing;
    private boolean moved;
    private boolean over;

    Polling(PollingClient client) {
      this.client = client;
    }

    @Override
    public void says(String packet) {
      unsaid.add(packet);
    }

    @Override
    public void upgrades() {
      if (websocket == null && !over) {
        websocket = client.probes();
        websocket.stalls();
        websocket.sends("2probe");
      }
    }

    @Override
    public boolean hasMoved() {
      return moved;
    }

    @Override
    public boolean isOver() {
      return over && read.isEmpty();
    }

    @Override
    public Optional<String> reads() {
      if (read.isEmpty()) {
        switch (random.nextInt(5)) {
          case 0 -> poll();
          case 1 -> readPoll();
          case 2 -> say();
          case 3 -> readPost();
          default -> readWebSocket();
        }
      }
      return Optional.ofNullable(read.poll());
    }

    private void poll() {
      if (poll == null && !pausing && !over) {
        poll = client.pollsSlowly();
      }
    }

    private void readPoll() {
      if (poll != null && poll.isAnswered()) {
        String answer = poll.answer();
        if (answer.startsWith("400 ")) {
          over = true;
        } else {
          for (String packet : answer.split("\\|")) {
            hear(packet);
          }
          client.reads(poll);
        }
        poll = null;
      }
    }

    private void hear(String packet) {
      if (packet.equals("1")) {
        over = true;
      } else if (!packet.equals("6")) {
        read.add(packet);
      }
    }

    private void say() {
      String packet = unsaid.peek();
      if (packet == null) {
        return;
      }
      if (moved && websocket != null) {
        websocket.sends(packet);
        unsaid.remove();
      } else if (post == null && !pausing && !over) {
        post = client.beginsToPost();
        body = unsaid.remove();
      }
    }

    private void readPost() {
      if (post == null) {
        return;
      }
      if (body != null) {
        client.posts(post, body);
        body = null;
      } else if (post.isAnswered()) {
        over |= !post.answer().equals("ok");
        post = null;
      }
    }

    private void readWebSocket() {
      TestClient link = websocket;
      if (link == null) {
        return;
      }
      if (pausing && !moved && poll == null && post == null) {
        link.sends("5");
        moved = true;
      }
      Frame frame = link.link().next();
      if (frame != null && frame.toString().equals("3probe")) {
        pausing = true;
      } else if (frame != null) {
        hear(frame.toString());
      } else {
        over |= link.link().over().isPresent();
      }
    }

    @Override
    public void breaks(boolean noticed) {
      if (!noticed) {
        return;
      }
      if (websocket != null) {
        websocket.link().lost(CloseReason.TRANSPORT_CLOSE);
      }
      if (poll != null) {
        client.link().lost(poll);
      } else if (post != null) {
        client.link().lost(post);
      }
    }
  }
}
