package io.chattr.adapter.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.Ticker;
import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.engineio.packet.MalformedPacket;
import io.chattr.adapter.websocket.engineio.packet.Packet;
import io.chattr.adapter.websocket.socketio.packet.PacketDecoder;
import io.chattr.adapter.websocket.socketio.packet.PacketEncoder;
import io.chattr.adapter.websocket.socketio.packet.SocketIoPacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Socket.IO side of one connection (protocol v5) as a state machine: it is fed messages, the
 * application's wishes and ticks, and answers with what is to be done.
 *
 * <p>It performs nothing by itself and is not safe for use by several threads.
 */
final class SocketIoSession {
  private final Set<String> namespaces;
  private final SocketIoOptions options;
  private final Ticker ticker;
  private final Supplier<String> ids;
  private final PacketDecoder decoder;
  private final Map<String, Membership> memberships = new HashMap<>(2);

  /**
   * Those that the server left: what the client had sent before it heard of that breaks no rule.
   */
  private @Nullable Set<String> leftByServer;

  private long joinBy;
  private boolean closed;

  /** {@code ids} names sockets; others see these names, so they must not be the engine's. */
  SocketIoSession(
      Set<String> namespaces, SocketIoOptions options, Ticker ticker, Supplier<String> ids) {
    this.namespaces = namespaces;
    this.options = options;
    this.ticker = ticker;
    this.ids = ids;
    decoder = new PacketDecoder(options.maxAttachments(), options.maxAttachedBytes());
    joinBy = ticker.nanos() + options.connectTimeout().toNanos();
  }

  List<SocketIoAction> receive(Packet.Message message) {
    if (closed) {
      return List.of();
    }
    try {
      Optional<SocketIoPacket> packet =
          switch (message) {
            case Packet.Text text -> decoder.take(text.text());
            case Packet.Binary binary -> decoder.take(binary.bytes());
          };
      return packet.map(this::receive).orElse(List.of());
    } catch (MalformedPacket malformed) {
      return List.of(new SocketIoAction.Abort(CloseReason.PARSE_ERROR));
    }
  }

  private List<SocketIoAction> receive(SocketIoPacket packet) {
    if (packet instanceof SocketIoPacket.Connect connect) {
      return connect(connect);
    }
    Membership membership = memberships.get(packet.namespace());
    if (membership == null && leftByServer != null && leftByServer.contains(packet.namespace())) {
      return List.of();
    }
    if (membership == null || !membership.isJoined()) {
      return List.of(new SocketIoAction.Abort(CloseReason.INVALID_STATE));
    }
    return switch (packet) {
      case SocketIoPacket.Event event -> List.of(deliver(membership, event));
      case SocketIoPacket.Ack ack -> answer(membership, ack);
      case SocketIoPacket.Disconnect disconnect -> leave(membership, CloseReason.CLIENT_DISCONNECT);
      case SocketIoPacket.Connect connect -> List.of();
      case SocketIoPacket.ConnectError error ->
          List.of(new SocketIoAction.Abort(CloseReason.INVALID_STATE));
    };
  }

  private List<SocketIoAction> connect(SocketIoPacket.Connect connect) {
    String namespace = connect.namespace();
    if (memberships.containsKey(namespace)) {
      return List.of(new SocketIoAction.Abort(CloseReason.INVALID_STATE));
    }
    if (!namespaces.contains(namespace)) {
      return refusal(namespace, "Invalid namespace", null);
    }
    if (leftByServer != null) {
      leftByServer.remove(namespace);
    }
    long decideBy = ticker.nanos() + options.connectTimeout().toNanos();
    var membership = new Membership(namespace, ids.get(), decideBy);
    memberships.put(namespace, membership);
    return List.of(new SocketIoAction.Ask(membership, connect.payload()));
  }

  private static SocketIoAction deliver(Membership membership, SocketIoPacket.Event event) {
    List<JsonNode> args = new ArrayList<>(event.payload().size());
    event.payload().forEach(args::add);
    String name = args.removeFirst().asText();
    return new SocketIoAction.Deliver(
        membership, name, List.copyOf(args), event.ackId(), event.repeatedField());
  }

  private static List<SocketIoAction> answer(Membership membership, SocketIoPacket.Ack ack) {
    PendingAck pending = membership.answered(ack.ackId());
    if (pending == null) {
      return List.of();
    }
    List<JsonNode> args = new ArrayList<>(ack.payload().size());
    ack.payload().forEach(args::add);
    return List.of(new SocketIoAction.Answered(pending, List.copyOf(args)));
  }

  /** Lets the client in; {@code extra} stands beside its {@code sid} in the answer. */
  List<SocketIoAction> accept(Membership membership, ObjectNode extra) {
    if (!membership.isConnecting()) {
      return List.of();
    }
    membership.join();
    joinBy = Ticker.NEVER;
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    payload.put("sid", membership.sid());
    payload.setAll(extra);
    return send(new SocketIoPacket.Connect(membership.namespace(), payload));
  }

  /** Keeps the client out; its connection stays, and it may ask again. */
  List<SocketIoAction> refuse(Membership membership, String message, @Nullable JsonNode data) {
    if (!membership.isConnecting()) {
      return List.of();
    }
    membership.leave(CloseReason.SERVER_DISCONNECT);
    memberships.remove(membership.namespace());
    return refusal(membership.namespace(), message, data);
  }

  private static List<SocketIoAction> refusal(
      String namespace, String message, @Nullable JsonNode data) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode().put("message", message);
    if (data != null) {
      payload.set("data", data);
    }
    return send(new SocketIoPacket.ConnectError(namespace, payload));
  }

  /** Sends an encoded event or acknowledgement, if the client is still there. */
  List<SocketIoAction> emit(Membership membership, List<Frame> packet) {
    return membership.isJoined() ? List.of(new SocketIoAction.Send(packet)) : List.of();
  }

  /** Emits an event that the client is to acknowledge within {@code timeout}. */
  List<SocketIoAction> emit(
      Membership membership,
      ArrayNode event,
      Duration timeout,
      CompletableFuture<List<JsonNode>> answer) {
    var ack = new PendingAck(ticker.nanos() + timeout.toNanos(), answer);
    if (!membership.isJoined()) {
      return List.of(new SocketIoAction.Unanswered(ack, "the socket is closed"));
    }
    return send(new SocketIoPacket.Event(membership.namespace(), membership.expect(ack), event));
  }

  /** The server leaves the namespace; the connection stays. */
  List<SocketIoAction> disconnect(Membership membership) {
    if (!membership.isJoined()) {
      return List.of();
    }
    if (leftByServer == null) {
      leftByServer = new HashSet<>(2);
    }
    leftByServer.add(membership.namespace());
    var actions = new ArrayList<>(send(new SocketIoPacket.Disconnect(membership.namespace())));
    actions.addAll(leave(membership, CloseReason.SERVER_DISCONNECT));
    return actions;
  }

  private List<SocketIoAction> leave(Membership membership, CloseReason reason) {
    memberships.remove(membership.namespace());
    var actions = new ArrayList<SocketIoAction>(1);
    for (PendingAck ack : membership.overdue(Ticker.NEVER)) {
      actions.add(new SocketIoAction.Unanswered(ack, "the socket was closed"));
    }
    if (membership.isJoined()) {
      actions.add(new SocketIoAction.Left(membership, reason));
    }
    membership.leave(reason);
    if (memberships.isEmpty() && !closed) {
      // A connection that is in no namespace is nobody's.
      joinBy = ticker.nanos() + options.connectTimeout().toNanos();
    }
    return actions;
  }

  /** The connection is gone. */
  List<SocketIoAction> close(CloseReason reason) {
    closed = true;
    joinBy = Ticker.NEVER;
    decoder.clear();
    var actions = new ArrayList<SocketIoAction>();
    for (Membership membership : List.copyOf(memberships.values())) {
      actions.addAll(leave(membership, reason));
    }
    return actions;
  }

  /** The time has come that {@link #deadline} named; harmless when it has not. */
  List<SocketIoAction> tick() {
    long now = ticker.nanos();
    var actions = new ArrayList<SocketIoAction>();
    for (Membership membership : memberships.values()) {
      for (PendingAck ack : membership.overdue(now)) {
        actions.add(new SocketIoAction.Unanswered(ack, "not acknowledged in time"));
      }
    }
    boolean undecided =
        memberships.values().stream().anyMatch(m -> m.isConnecting() && m.deadline() <= now);
    if (joinBy <= now || undecided) {
      actions.add(new SocketIoAction.Abort(CloseReason.CONNECT_TIMEOUT));
    }
    return actions;
  }

  long deadline() {
    long earliest = joinBy;
    for (Membership membership : memberships.values()) {
      earliest = Math.min(earliest, membership.deadline());
    }
    return earliest;
  }

  private static List<SocketIoAction> send(SocketIoPacket packet) {
    return List.of(new SocketIoAction.Send(PacketEncoder.encode(packet)));
  }
}
