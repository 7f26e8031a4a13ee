package io.chattr.adapter.websocket.engineio;

import io.chattr.adapter.websocket.engineio.request.Admission;
import io.chattr.adapter.websocket.engineio.request.EngineError;
import io.chattr.adapter.websocket.engineio.request.EngineRequest;
import io.chattr.adapter.websocket.engineio.request.Peer;
import io.chattr.adapter.websocket.engineio.request.PollingAnswer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A client that polls, without a network between. */
public final class PollingClient {
  private final EngineServer server;
  private final String sid;
  private final String handshake;
  // For requests that were admitted while the session was there.
  private final PollingLink link;

  private PollingClient(EngineServer server, Peer peer) {
    this.server = server;
    link = server.openPolling(peer);
    var first = new TestRequest();
    link.poll(first);
    handshake = first.answer();
    link.written(first);
    sid = handshake.replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
  }

  public static PollingClient connect(EngineServer server) {
    return connect(server, TestClient.PEER);
  }

  public static PollingClient connect(EngineServer server, Peer peer) {
    return new PollingClient(server, peer);
  }

  public String sid() {
    return sid;
  }

  public String handshake() {
    return handshake;
  }

  public EngineConnection connection() {
    return link.connection();
  }

  public PollingLink link() {
    return link;
  }

  /** A GET whose answer, if it has one, is written at once. */
  public TestRequest polls() {
    TestRequest request = pollsSlowly();
    reads(request);
    return request;
  }

  /** A GET whose answer is not written before the client {@link #reads} it. */
  public TestRequest pollsSlowly() {
    var request = new TestRequest();
    if (isAdmitted("GET", request)) {
      link.poll(request);
    }
    return request;
  }

  public void reads(TestRequest request) {
    if (request.isAnswered()) {
      link.written(request);
    }
  }

  /** What a GET is answered. */
  public String hears() {
    return polls().answer();
  }

  /** A POST of {@code packets}, bars between them. */
  public TestRequest posts(String packets) {
    TestRequest request = beginsToPost();
    posts(request, packets);
    return request;
  }

  /** A POST whose body has yet to come. */
  public TestRequest beginsToPost() {
    var request = new TestRequest();
    if (isAdmitted("POST", request)) {
      link.post(request);
    }
    return request;
  }

  public void posts(TestRequest begun, String packets) {
    if (!begun.isAnswered()) {
      link.posted(begun, packets.replace('|', '\u001e').getBytes(StandardCharsets.UTF_8));
    }
  }

  public TestClient probes() {
    return TestClient.probe(server, sid);
  }

  private boolean isAdmitted(String method, TestRequest request) {
    var asked = new EngineRequest(method, false, "4", "polling", sid, null, true);
    @Nullable EngineError error =
        switch (server.admit(asked)) {
          case Admission.Refused refused -> refused.error();
          case Admission.Polls polls -> null;
          case Admission.Posts posts -> null;
          case Admission.Opens opens -> EngineError.BAD_REQUEST;
          case Admission.Probes probes -> EngineError.BAD_REQUEST;
        };
    if (error != null) {
      request.answer(new PollingAnswer.Refused(error));
    }
    return error == null;
  }
}
