package io.chattr.adapter.websocket.socketio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.EngineConnection;
import io.chattr.adapter.websocket.engineio.EngineListener;
import io.chattr.adapter.websocket.engineio.packet.Packet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Performs what a {@link SocketIoSession} decides: towards the client through its engine
 * connection, towards the application through a mailbox.
 *
 * <p>The session is only touched in turns of the engine connection, which are one at a time.
 */
final class SocketIoConnection implements EngineListener {
  private final EngineConnection engine;
  private final SocketIoSession session;
  private final Map<String, NamespaceHandler> namespaces;
  private final Mailbox mailbox;
  private final int maxUnhandledEvents;
  private final long maxUnhandledBytes;
  private final Map<Membership, ClientSocket> sockets = new HashMap<>(2);
  private @Nullable List<Runnable> drained;
  private volatile boolean held;

  SocketIoConnection(
      EngineConnection engine,
      SocketIoSession session,
      Map<String, NamespaceHandler> namespaces,
      Mailbox mailbox,
      int maxUnhandledEvents,
      long maxUnhandledBytes) {
    this.engine = engine;
    this.session = session;
    this.namespaces = namespaces;
    this.mailbox = mailbox;
    this.maxUnhandledEvents = maxUnhandledEvents;
    this.maxUnhandledBytes = maxUnhandledBytes;
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
    if (isFlooded(1)) {
      held = true;
      // Asked again, lest the last handler was done before it could see that it had to resume.
      engine.hear(!isFlooded(2));
    }
  }

  private boolean isFlooded(int fraction) {
    return mailbox.holdsMoreThan(maxUnhandledEvents / fraction, maxUnhandledBytes / fraction);
  }

  @Override
  public void onClose(CloseReason reason) {
    drained = null;
    perform(session.close(reason), 0);
  }

  @Override
  public void onDrained() {
    if (drained != null) {
      drained.forEach(action -> mailbox.post(action, 0));
      drained = null;
    }
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
    mailbox.dispatch();
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
            mailbox.post(() -> socket.end(end), 0);
          }
        });
  }

  void whenDrained(Runnable action) {
    engine.run(
        () -> {
          if (!engine.isOpen()) {
            return;
          }
          if (engine.isDrained()) {
            mailbox.post(action, 0);
            return;
          }
          if (drained == null) {
            drained = new ArrayList<>(1);
          }
          drained.add(action);
        });
  }

  private void perform(List<SocketIoAction> actions, int bytes) {
    for (SocketIoAction action : actions) {
      switch (action) {
        case SocketIoAction.Send send -> engine.send(send.frames());
        case SocketIoAction.Abort abort -> engine.abort(abort.reason());
        case SocketIoAction.Ask ask -> ask(ask.membership(), ask.auth(), bytes);
        case SocketIoAction.Deliver deliver -> deliver(deliver, bytes);
        case SocketIoAction.Answered answered -> post(() -> complete(answered), bytes);
        case SocketIoAction.Unanswered unanswered ->
            post(() -> fail(unanswered.ack(), unanswered.problem()), 0);
        case SocketIoAction.Left left -> leave(left);
      }
    }
  }

  private void ask(Membership membership, ObjectNode auth, int bytes) {
    var socket = new ClientSocket(this, membership);
    NamespaceHandler handler = namespaces.get(membership.namespace());
    post(
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
      post(() -> socket.hear(new Event(deliver.name(), deliver.args(), ack, repeated)), bytes);
    }
  }

  private void leave(SocketIoAction.Left left) {
    ClientSocket socket = sockets.remove(left.membership());
    if (socket != null) {
      post(() -> socket.end(left.reason()), 0);
    }
  }

  private static void complete(SocketIoAction.Answered answered) {
    answered.ack().answer().complete(answered.args());
  }

  private static void fail(PendingAck ack, String problem) {
    ack.answer().completeExceptionally(new NoAck(problem));
  }

  private void post(Runnable task, int bytes) {
    mailbox.post(() -> run(task), bytes);
  }

  /** Runs a call into the application; once enough have been, the connection is read again. */
  private void run(Runnable task) {
    try {
      task.run();
    } finally {
      if (held && !isFlooded(2)) {
        held = false;
        engine.hear(true);
      }
    }
  }
}
