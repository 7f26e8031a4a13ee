package io.chattr.adapter.websocket.socketio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.websocket.engineio.Calls;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.EngineConnection;
import io.chattr.adapter.websocket.engineio.EngineListener;
import io.chattr.adapter.websocket.engineio.packet.Packet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Performs what a {@link SocketIoSession} decides: towards the client through its engine
 * connection, towards the application through calls.
 *
 * <p>The session is only touched in turns of the engine connection, which are one at a time.
 */
final class SocketIoConnection implements EngineListener {
  private final EngineConnection engine;
  private final SocketIoSession session;
  private final Map<String, NamespaceHandler> namespaces;
  private final Calls calls;
  private final Map<Membership, ClientSocket> sockets = new HashMap<>(2);

  SocketIoConnection(
      EngineConnection engine,
      SocketIoSession session,
      Map<String, NamespaceHandler> namespaces,
      Calls calls) {
    this.engine = engine;
    this.session = session;
    this.namespaces = namespaces;
    this.calls = calls;
  }

  EngineConnection engine() {
    return engine;
  }

  @Override
  public void onMessage(Packet.Message message) {
    int bytes =
        switch (message) {
          case Packet.Text text -> text.text().length();
          case Packet.Binary binary -> binary.bytes().length;
        };
    perform(session.receive(message), bytes);
    calls.received();
  }

  @Override
  public void onClose(CloseReason reason) {
    calls.onClose();
    perform(session.close(reason), 0);
  }

  @Override
  public void onDrained() {
    calls.onDrained();
  }

  @Override
  public long deadline() {
    return session.deadline();
  }

  @Override
  public void onTick() {
    perform(session.tick(), 0);
  }

  @Override
  public void afterTurn() {
    calls.dispatch();
  }

  /** Performs what {@code input} yields; whether {@code membership} is a joined one afterwards. */
  boolean perform(Membership membership, Function<SocketIoSession, List<SocketIoAction>> input) {
    engine.run(() -> perform(input.apply(session), 0));
    return membership.isJoined();
  }

  /** Lets the socket's client in, or tells its listener that there is none any more. */
  void accept(ClientSocket socket, Membership membership, ObjectNode extra) {
    engine.run(
        () -> {
          CloseReason end = membership.end();
          if (end == null) {
            sockets.put(membership, socket);
            perform(session.accept(membership, extra), 0);
          } else {
            calls.post(() -> socket.end(end), 0);
          }
        });
  }

  void whenDrained(Runnable action) {
    calls.whenDrained(action);
  }

  private void perform(List<SocketIoAction> actions, int bytes) {
    for (SocketIoAction action : actions) {
      switch (action) {
        case SocketIoAction.Send send -> engine.send(send.frames());
        case SocketIoAction.Abort abort -> engine.abort(abort.reason());
        case SocketIoAction.Ask ask -> ask(ask.membership(), ask.auth(), bytes);
        case SocketIoAction.Deliver deliver -> deliver(deliver, bytes);
        case SocketIoAction.Answered answered -> calls.post(() -> complete(answered), bytes);
        case SocketIoAction.Unanswered unanswered ->
            calls.post(() -> fail(unanswered.ack(), unanswered.problem()), 0);
        case SocketIoAction.Left left -> leave(left);
      }
    }
  }

  private void ask(Membership membership, ObjectNode auth, int bytes) {
    var socket = new ClientSocket(this, membership);
    NamespaceHandler handler = namespaces.get(membership.namespace());
    calls.post(
        () -> {
          try {
            if (handler != null) {
              handler.onConnect(new ConnectRequest(socket, auth));
            }
          } catch (RuntimeException defect) {
            socket.refuseUnanswered("Internal error");
            throw defect;
          }
        },
        bytes);
  }

  private void deliver(SocketIoAction.Deliver deliver, int bytes) {
    ClientSocket socket = sockets.get(deliver.membership());
    if (socket != null) {
      Optional<Ack> ack =
          Optional.ofNullable(deliver.ackId()).map(id -> new Ack(this, deliver.membership(), id));
      Optional<String> repeated = Optional.ofNullable(deliver.repeatedField());
      calls.post(
          () -> socket.hear(new Event(deliver.name(), deliver.args(), ack, repeated)), bytes);
    }
  }

  private void leave(SocketIoAction.Left left) {
    ClientSocket socket = sockets.remove(left.membership());
    if (socket != null) {
      calls.post(() -> socket.end(left.reason()), 0);
    }
  }

  private static void complete(SocketIoAction.Answered answered) {
    answered.ack().answer().complete(answered.args());
  }

  private static void fail(PendingAck ack, String problem) {
    ack.answer().completeExceptionally(new NoAck(problem));
  }
}
