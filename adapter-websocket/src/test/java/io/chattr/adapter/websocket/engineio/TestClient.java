package io.chattr.adapter.websocket.engineio;

import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.engineio.request.Peer;
import io.chattr.adapter.websocket.engineio.request.TransportKind;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A client's end of a connection, without a network between. */
public final class TestClient implements Transport {
  public static final Peer PEER =
      new Peer(
          InetSocketAddress.createUnresolved("198.51.100.7", 40_000),
          Map.of("user-agent", "test"),
          Map.of("vocabulary", "native"));

  private final EngineConnection connection;
  private final List<Frame> received = new ArrayList<>();
  private boolean stalled;
  private Optional<CloseReason> closed = Optional.empty();

  private TestClient(EngineConnection connection) {
    this.connection = connection;
  }

  public static TestClient connect(EngineServer server) {
    var made = new ArrayList<TestClient>(1);
    server.open(
        TransportKind.WEBSOCKET,
        PEER,
        connection -> {
          made.add(new TestClient(connection));
          return made.getFirst();
        });
    return made.getFirst();
  }

  public EngineConnection connection() {
    return connection;
  }

  public TestClient sends(String... frames) {
    for (String frame : frames) {
      connection.receive(frame);
    }
    return this;
  }

  public TestClient sends(byte[] frame) {
    connection.receive(frame);
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
      received.add(connection.next());
    }
  }

  @Override
  public void wake() {
    if (stalled) {
      return;
    }
    for (Frame frame = connection.next(); frame != null; frame = connection.next()) {
      received.add(frame);
    }
    closed = connection.over();
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
