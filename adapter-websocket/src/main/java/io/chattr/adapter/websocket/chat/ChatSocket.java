package io.chattr.adapter.websocket.chat;

import static io.chattr.domain.failure.ValueProblem.MALFORMED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.socketio.ClientSocket;
import io.chattr.adapter.websocket.socketio.EncodedEvent;
import io.chattr.adapter.websocket.socketio.Event;
import io.chattr.adapter.websocket.socketio.SocketListener;
import io.chattr.application.live.LiveListener;
import io.chattr.application.live.Notice;
import io.chattr.application.live.Subscription;
import io.chattr.application.port.Authenticator.Caller;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.ProblemCode;
import io.chattr.wire.ProblemView;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One connection of one person: carries out what it says, and tells it what happens. */
final class ChatSocket implements SocketListener, LiveListener {
  private static final Logger LOG = System.getLogger(ChatSocket.class.getName());

  /** The client knows no more than that it has to come back: it will, and start afresh. */
  private static final CloseReason START_AFRESH = new CloseReason("missed too much", 1013);

  private static final CloseReason LOGIN_ENDED = new CloseReason("log-in ended", 1008);

  /**
   * So many of the largest events, groups of a thousand that are made, each member with permissions
   * of their own, fit into what a drained queue still takes; messages are half that size at most.
   */
  static final int PAGE = 12;

  private static final int MAX_SHOWN = 64;

  private final ClientSocket socket;
  private final Caller caller;
  private final Shared shared;
  private volatile @Nullable Subscription subscription;
  private volatile boolean closed;

  /** What all sockets have in common. */
  record Shared(OpenSockets open, UnreadCounts unread, Commands commands, EventEncoder encoder) {}

  ChatSocket(ClientSocket socket, Caller caller, Shared shared) {
    this.socket = socket;
    this.caller = caller;
    this.shared = shared;
  }

  UserId user() {
    return caller.user();
  }

  /** Names the log-in. */
  String session() {
    return caller.session();
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
    try {
      switch (mine.catchUp(PAGE)) {
        case BEHIND -> socket.whenDrained(this::catchUp);
        case RESET -> socket.close(START_AFRESH);
        case LIVE -> {}
      }
    } catch (RuntimeException failure) {
      fail(failure);
    }
  }

  /** Never throws: the caller has others to tell. */
  @Override
  public void hear(Notice notice) {
    try {
      if (socket.emit(shared.encoder().encode(notice))) {
        shared.unread().heard(notice, user());
      } else {
        end();
      }
    } catch (RuntimeException defect) {
      fail(defect);
    }
  }

  @Override
  public void reached(Cursor cursor) {
    socket.emit(shared.encoder().position(cursor));
  }

  @Override
  public void lost() {
    socket.close(START_AFRESH);
  }

  /** For what is not in the log. */
  void tell(EncodedEvent event) {
    socket.emit(event);
  }

  /** Rather than leave the client without what it waits for: it comes back and asks again. */
  private void fail(RuntimeException failure) {
    LOG.log(Level.ERROR, "A client could not be told what happened", failure);
    socket.close(CloseReason.INTERNAL_ERROR);
  }

  /** The log-in is over: the client comes back, and is told so. */
  void endLogin() {
    socket.close(LOGIN_ENDED);
  }

  private void end() {
    Subscription mine = subscription;
    if (mine != null) {
      mine.close();
    }
  }

  @Override
  public void onEvent(Event event) {
    Answer answer = carryOut(event);
    if (event.ack().isPresent()) {
      event.ack().get().send(answer.acknowledgement());
    } else if (answer instanceof Answer.Failed failed) {
      socket.emit("exception", failed.exception(shown(event.name())));
    }
  }

  @Override
  public void onClose(CloseReason reason) {
    closed = true;
    shared.open().remove(this);
    end();
  }

  private Answer carryOut(Event event) {
    try {
      if (event.repeatedField().isPresent()) {
        throw Rejected.value(shown(event.repeatedField().get()), MALFORMED, "is given twice");
      }
      return shared
          .commands()
          .find(event.name())
          .<Answer>map(command -> done(command.handle(user(), data(event))))
          .orElseGet(() -> failed(unknown(event.name())));
    } catch (Rejected rejected) {
      return failed(ProblemView.of(rejected.failure()));
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "The command " + event.name() + " failed", defect);
      return failed(
          ProblemView.of(ProblemCode.INTERNAL, "The server failed; it was not your request"));
    }
  }

  private Answer done(Object view) {
    return new Answer.Done(shared.encoder().raw(view));
  }

  private Answer failed(ProblemView problem) {
    return new Answer.Failed(problem, shared.encoder().raw(problem));
  }

  private static JsonNode data(Event event) {
    return event.args().isEmpty() ? JsonNodeFactory.instance.objectNode() : event.args().get(0);
  }

  private static ProblemView unknown(String command) {
    return ProblemView.of(ProblemCode.UNKNOWN_COMMAND, "There is no command " + shown(command));
  }

  /** A client's own word as it may stand in an answer: neither very long nor half a character. */
  private static String shown(String word) {
    String start = word.length() <= MAX_SHOWN ? word : word.substring(0, MAX_SHOWN) + "…";
    return new String(start.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** What became of a command. */
  private sealed interface Answer {
    JsonNode acknowledgement();

    record Done(JsonNode view) implements Answer {
      @Override
      public JsonNode acknowledgement() {
        return answer(true).set("data", view);
      }
    }

    record Failed(ProblemView problem, JsonNode view) implements Answer {
      @Override
      public JsonNode acknowledgement() {
        return answer(false).set("problem", view);
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
