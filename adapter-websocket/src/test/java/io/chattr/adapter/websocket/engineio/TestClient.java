package io.chattr.adapter.websocket.engineio;

import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.engineio.request.Peer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client's end of a connection, without a network between. */
public final class TestClient implements Transport {
  public static final Peer PEER =
      new Peer(
          InetSocketAddress.createUnresolved("198.51.100.7", 40_000),
          Map.of("user-agent", "test"),
          Map.of("vocabulary", "native"));

  private final WebSocketLink link;
  private final List<Frame> received = new ArrayList<>();
  private boolean stalled;
  private Optional<CloseReason> closed = Optional.empty();

  private @Nullable EngineConnection connection;

  private TestClient(WebSocketLink link) {
    this.link = link;
  }

  public static TestClient connect(EngineServer server) {
    return connect(server, PEER);
  }

  public static TestClient connect(EngineServer server, Peer peer) {
    var made = new ArrayList<TestClient>(1);
    EngineConnection opened =
        server.open(
            peer,
            link -> {
              made.add(new TestClient(link));
              return made.getFirst();
            });
    TestClient client = made.getFirst();
    client.connection = opened;
    return client;
  }

  /** A WebSocket that asks to take over the session called {@code sid}. */
  public static TestClient probe(EngineServer server, String sid) {
    var made = new ArrayList<TestClient>(1);
    server.probe(
        sid,
        link -> {
          made.add(new TestClient(link));
          return made.getFirst();
        });
    return made.getFirst();
  }

  public EngineConnection connection() {
    return Objects.requireNonNull(connection);
  }

  public WebSocketLink link() {
    return link;
  }

  public TestClient sends(String... frames) {
    for (String frame : frames) {
      link.receive(frame);
    }
    return this;
  }

  public TestClient sends(byte[] frame) {
    link.receive(frame);
    return this;
  }

  /** Takes nothing any more, as a client on a dead link. */
  public void stalls() {
    stalled = true;
  }

  public void recovers() {
    stalled = false;
    wake();
  }

  public void takes(int frames) {
    for (int i = 0; i < frames; i++) {
      received.add(link.next());
    }
  }

  @Override
  public void wake() {
    if (stalled) {
      return;
    }
    for (Frame frame = link.next(); frame != null; frame = link.next()) {
      received.add(frame);
    }
    closed = link.over();
  }

  /** What came since this was last asked. */
  public List<Frame> frames() {
    var frames = List.copyOf(received);
    received.clear();
    return frames;
  }

  /** The same as text; bytes as their number. */
  public List<String> hears() {
    return frames().stream().map(Frame::toString).toList();
  }

  public Optional<CloseReason> closed() {
    return closed;
  }
}
