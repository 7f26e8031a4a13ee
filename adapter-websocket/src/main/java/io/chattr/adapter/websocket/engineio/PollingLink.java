package io.chattr.adapter.websocket.engineio;

import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.engineio.packet.MalformedPacket;
import io.chattr.adapter.websocket.engineio.packet.Packet;
import io.chattr.adapter.websocket.engineio.packet.PacketCodec;
import io.chattr.adapter.websocket.engineio.packet.Payload;
import io.chattr.adapter.websocket.engineio.request.EngineError;
import io.chattr.adapter.websocket.engineio.request.PollingAnswer;
import io.chattr.adapter.websocket.engineio.request.PollingRequest;
import io.chattr.adapter.websocket.engineio.request.TransportKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP requests that carry a session (protocol v4, "HTTP long-polling"): a GET waits for what
 * the session has for its client, a POST brings what the client has for it, and there is at most
 * one of each. For any thread.
 */
public final class PollingLink implements Carrier {
  private static final Frame CLOSE = PacketCodec.encode(new Packet.Close());
  private static final Frame NOOP = PacketCodec.encode(new Packet.Noop());

  private final EngineConnection connection;
  private final EngineSession session;
  private final EngineOptions options;
  private final Ticker ticker;

  private @Nullable PollingRequest poll;

  /** Whose answer is on its way: until it is written, what waits stays where it is counted. */
  private @Nullable PollingRequest answered;

  private @Nullable PollingRequest post;

  /** What the post brought and has not been heard yet; null while its body comes in. */
  private @Nullable Payload unheard;

  private @Nullable Upgrade upgrade;
  private boolean moved;

  PollingLink(
      EngineConnection connection, EngineSession session, EngineOptions options, Ticker ticker) {
    this.connection = connection;
    this.session = session;
    this.options = options;
    this.ticker = ticker;
  }

  EngineConnection connection() {
    return connection;
  }

  /** A GET has come in: it is answered when there is something for the client. */
  public void poll(PollingRequest request) {
    connection.turn(
        () -> {
          if (moved || poll != null) {
            return refuse(request, poll != null);
          }
          poll = request;
          // Lest a late alarm prolong the life of who has missed a heartbeat.
          return session.tick();
        });
  }

  /** A POST has come in; false when it is answered already and its body needs no reading. */
  public boolean post(PollingRequest request) {
    connection.turn(
        () -> {
          if (moved || post != null || !session.isOpen()) {
            return refuse(request, post != null);
          }
          post = request;
          return List.of();
        });
    return connection.locked(() -> request.equals(post));
  }

  private List<EngineEvent> refuse(PollingRequest request, boolean overlaps) {
    request.answer(new PollingAnswer.Refused(EngineError.BAD_REQUEST));
    return overlaps ? session.abort(CloseReason.OVERLAP) : List.of();
  }

  /** The body of a POST is there; it is not copied. */
  public void posted(PollingRequest request, byte[] body) {
    if (body.length > options.maxPayload()) {
      fail(request, EngineError.PAYLOAD_TOO_LARGE, CloseReason.TOO_LARGE);
      return;
    }
    connection.turn(
        () -> {
          if (request.equals(post)) {
            unheard = new Payload(body);
          }
          return List.of();
        });
  }

  /** A POST is not as it must be: it is refused and ends the session, as packets are missing. */
  public void fail(PollingRequest request, EngineError error, CloseReason reason) {
    connection.turn(
        () -> {
          if (!request.equals(post)) {
            return List.of();
          }
          answerPost(new PollingAnswer.Refused(error));
          return session.abort(reason);
        });
  }

  /** The answer to a GET has been written: the next one may be. */
  public void written(PollingRequest request) {
    connection.turn(
        () -> {
          if (request.equals(answered)) {
            answered = null;
          }
          return List.of();
        });
  }

  /** A request broke off, answered or not; what it was to carry is lost. */
  public void lost(PollingRequest request) {
    connection.turn(
        () -> {
          if (moved
              || (!request.equals(poll) && !request.equals(answered) && !request.equals(post))) {
            return List.of();
          }
          poll = request.equals(poll) ? null : poll;
          answered = request.equals(answered) ? null : answered;
          post = request.equals(post) ? null : post;
          return session.abort(CloseReason.TRANSPORT_CLOSE);
        });
  }

  @Override
  public TransportKind kind() {
    return TransportKind.POLLING;
  }

  @Override
  public void probe(Function<WebSocketLink, Transport> carrier) {
    var link = new WebSocketLink(connection, session, this, carrier);
    if (session.isOpen() && upgrade == null) {
      upgrade = new Upgrade(link, ticker, options.upgradeTimeout());
    } else {
      link.refuse(CloseReason.UPGRADE_FAILED);
    }
  }

  /** The WebSocket that probes said {@code text}. */
  void probe(String text) {
    Upgrade attempt = upgrade;
    if (attempt == null) {
      return;
    }
    switch (attempt.take(text)) {
      case ANSWER -> attempt.link().answerProbe();
      case FAIL -> cancelUpgrade();
      case MOVE -> {
        hear(() -> true);
        if (post != null && unheard == null) {
          // Its packets would be lost or come too late.
          cancelUpgrade();
        } else if (session.isOpen()) {
          move(attempt.link());
        }
      }
    }
  }

  private void move(WebSocketLink link) {
    if (poll != null) {
      // No client moves that still waits for an answer.
      poll.answer(new PollingAnswer.Refused(EngineError.BAD_REQUEST));
      poll = null;
    }
    upgrade = null;
    moved = true;
    session.move(TransportKind.WEBSOCKET);
    connection.carry(link);
    link.carry();
  }

  void cancelUpgrade() {
    if (upgrade != null) {
      upgrade.link().refuse(CloseReason.UPGRADE_FAILED);
      upgrade = null;
    }
  }

  @Override
  public void settle() {
    hear(session::isHearing);
    if (!session.isOpen()) {
      cancelUpgrade();
      answerPost(new PollingAnswer.Refused(EngineError.BAD_REQUEST));
    }
    if (poll != null && answered == null) {
      List<Frame> frames = due();
      if (!frames.isEmpty()) {
        poll.answer(new PollingAnswer.Frames(frames));
        answered = poll;
        poll = null;
      }
    }
    session.over().ifPresent(session::abort);
  }

  /** Hears what was posted, in its order and while the session does. */
  private void hear(BooleanSupplier more) {
    Payload payload = unheard;
    while (payload != null && payload.hasNext() && session.isOpen() && more.getAsBoolean()) {
      try {
        Packet packet = payload.next();
        connection.turn(() -> session.receive(packet));
      } catch (MalformedPacket malformed) {
        answerPost(new PollingAnswer.Refused(EngineError.BAD_REQUEST));
        connection.abort(CloseReason.PARSE_ERROR);
      }
    }
    if (payload != null && !payload.hasNext()) {
      answerPost(new PollingAnswer.Taken());
    }
  }

  private List<Frame> due() {
    if (session.hasNext()) {
      return batch();
    }
    if (!session.isOpen()) {
      return List.of(CLOSE);
    }
    return upgrade != null && upgrade.releasesPoll() ? List.of(NOOP) : List.of();
  }

  /** About as much as the client may send in one request. */
  private List<Frame> batch() {
    List<Frame> frames = new ArrayList<>();
    long bytes = 0;
    Frame next = connection.take();
    while (next != null) {
      frames.add(next);
      bytes += next.size();
      next = bytes < options.maxPayload() ? connection.take() : null;
    }
    return frames;
  }

  private void answerPost(PollingAnswer answer) {
    if (post != null) {
      post.answer(answer);
      post = null;
      unheard = null;
    }
  }

  @Override
  public long deadline() {
    return upgrade == null ? Ticker.NEVER : upgrade.deadline(poll != null && answered == null);
  }

  @Override
  public void tick() {
    if (upgrade != null && upgrade.isOverdue()) {
      cancelUpgrade();
    }
  }
}
