package io.chattr.adapter.websocket.chat;

import static io.chattr.domain.failure.ValueProblem.MALFORMED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.socketio.ClientSocket;
import io.chattr.adapter.websocket.socketio.Event;
import io.chattr.adapter.websocket.socketio.SocketListener;
import io.chattr.application.live.Notice;
import io.chattr.application.live.Subscription;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.ProblemCode;
import io.chattr.wire.ProblemView;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** One connection of one person: carries out what it says, and tells it what happens. */
final class ChatSocket implements SocketListener {
  private static final Logger LOG = System.getLogger(ChatSocket.class.getName());

  /** The client knows no more than that it has to come back: it will, and start afresh. */
  private static final CloseReason START_AFRESH = new CloseReason("missed too much", 1013);

  // The largest messages, so many at once, are less than a connection's queue takes.
  private static final int PAGE = 32;

  private final ClientSocket socket;
  private final UserId user;
  private final Commands commands;
  private final EventEncoder encoder;
  private volatile @Nullable Subscription subscription;
  private volatile boolean closed;

  ChatSocket(ClientSocket socket, UserId user, Commands commands, EventEncoder encoder) {
    this.socket = socket;
    this.user = user;
    this.commands = commands;
    this.encoder = encoder;
  }

  /** Takes over the subscription, which ends with this connection. */
  void follow(Subscription mine) {
    subscription = mine;
    if (closed) {
      mine.close();
    }
  }

  /** Sends what was missed, page by page as the connection drains, and then what happens. */
  void catchUp() {
    Subscription mine = subscription;
    if (mine == null || closed) {
      return;
    }
    switch (mine.catchUp(PAGE)) {
      case BEHIND -> socket.whenDrained(this::catchUp);
      case RESET -> socket.close(START_AFRESH);
      case LIVE -> {}
    }
  }

  void hear(Notice notice) {
    socket.emit(encoder.encode(notice));
  }

  @Override
  public void onEvent(Event event) {
    Answer answer = carryOut(event);
    if (event.ack().isPresent()) {
      event.ack().get().send(answer.acknowledgement(encoder));
    } else if (answer instanceof Answer.Failed failed) {
      socket.emit("exception", failed.exception(event.name()));
    }
  }

  @Override
  public void onClose(CloseReason reason) {
    closed = true;
    Subscription mine = subscription;
    if (mine != null) {
      mine.close();
    }
  }

  private Answer carryOut(Event event) {
    try {
      if (event.repeatedField().isPresent()) {
        throw Rejected.value(event.repeatedField().get(), MALFORMED, "is given twice");
      }
      return commands
          .find(event.name())
          .<Answer>map(command -> new Answer.Done(command.handle(user, data(event))))
          .orElseGet(() -> new Answer.Failed(unknown(event.name())));
    } catch (Rejected rejected) {
      return new Answer.Failed(ProblemView.of(rejected.failure()));
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "The command " + event.name() + " failed", defect);
      return new Answer.Failed(
          ProblemView.of(ProblemCode.INTERNAL, "The server failed; it was not your request"));
    }
  }

  private static JsonNode data(Event event) {
    return event.args().isEmpty() ? JsonNodeFactory.instance.objectNode() : event.args().get(0);
  }

  private static ProblemView unknown(String command) {
    return ProblemView.of(ProblemCode.UNKNOWN_COMMAND, "There is no command " + command);
  }

  /** What became of a command. */
  private sealed interface Answer {
    JsonNode acknowledgement(EventEncoder encoder);

    record Done(Object view) implements Answer {
      @Override
      public JsonNode acknowledgement(EventEncoder encoder) {
        return answer(true).set("data", encoder.raw(view));
      }
    }

    record Failed(ProblemView problem) implements Answer {
      @Override
      public JsonNode acknowledgement(EventEncoder encoder) {
        return answer(false).set("problem", encoder.raw(problem));
      }

      JsonNode exception(String command) {
        return JsonNodeFactory.instance
            .objectNode()
            .put("status", "error")
            .put("code", problem.code())
            .put("message", problem.detail())
            .put("command", command);
      }
    }

    private static ObjectNode answer(boolean ok) {
      return JsonNodeFactory.instance.objectNode().put("ok", ok);
    }
  }
}
