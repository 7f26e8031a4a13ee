package io.chattr.adapter.websocket.chat;

import static io.chattr.domain.failure.ValueProblem.MALFORMED;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.Timer;
import io.chattr.application.Chattr;
import io.chattr.application.live.LiveListener;
import io.chattr.application.live.Notice;
import io.chattr.application.live.Subscription;
import io.chattr.application.port.Authenticator.Caller;
import io.chattr.application.presence.Presence;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.failure.Failure;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.ProblemCode;
import io.chattr.wire.ProblemView;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One connection of one person: carries out what it says, and tells it what happens. */
final class ChatSocket implements LiveListener {
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

  /** Members whose progress a replay tells of; of others more is told than changed. */
  private static final int SEATS_REPLAYED = 1_000;

  private final Client client;
  private volatile Caller caller;
  private final Shared shared;
  private final Presence.Connection presence;
  private volatile Timer.Alarm expiry;
  // Absent until somebody types here; set by commands, which come one at a time.
  private volatile @Nullable TypedIn typedIn;
  // Present while the client is sent what it missed.
  private volatile MessageStatuses.@Nullable Told replayed;
  private volatile @Nullable Subscription subscription;
  private volatile boolean closed;

  /** What all sockets have in common. */
  record Shared(
      Chattr chattr,
      OpenSockets open,
      UnreadCounts unread,
      Whispering whispering,
      InTurn inTurn,
      Commands commands,
      ConnectionCommands connectionCommands,
      TokenExpiry expiry,
      EventEncoder encoder) {}

  ChatSocket(Client client, Caller caller, Shared shared) {
    this.client = client;
    this.caller = caller;
    this.shared = shared;
    this.presence = shared.chattr().presence().connect(caller.user());
    this.expiry = warning(caller);
  }

  private Timer.Alarm warning(Caller shown) {
    return shared
        .expiry()
        .warn(
            shown.expiresAt(),
            () ->
                client.tell(shared.encoder().expiring(new Expiry(shown.expiresAt().orElse(null)))));
  }

  /** A fresh token of the same log-in was shown. */
  void renew(Caller fresh) {
    expiry.cancel();
    caller = fresh;
    expiry = warning(fresh);
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
    if (replayed == null) {
      replayed = new MessageStatuses.Told(SEATS_REPLAYED, user());
    }
    try {
      switch (mine.catchUp(PAGE)) {
        case BEHIND -> client.whenDrained(this::catchUp);
        case RESET -> client.close(START_AFRESH);
        case LIVE -> replayed = null;
      }
    } catch (RuntimeException failure) {
      fail(failure);
    }
  }

  /** Never throws: the caller has others to tell. */
  @Override
  public void hear(Notice notice) {
    try {
      MessageStatuses.Told told = replayed;
      EventEncoder encoder = shared.encoder();
      if (!client.tell(told == null ? encoder.encode(notice) : encoder.encode(notice, told))) {
        end();
      } else if (told == null) {
        shared.unread().heard(notice, user());
      } else {
        shared.unread().heardLate(notice, user());
      }
    } catch (RuntimeException defect) {
      fail(defect);
    }
  }

  @Override
  public void hold() {
    client.hold();
  }

  @Override
  public void release() {
    client.release();
  }

  @Override
  public void reached(Cursor cursor) {
    client.tell(shared.encoder().position(cursor));
  }

  @Override
  public void lost() {
    client.close(START_AFRESH);
  }

  /** Whether it is sent what comes as soon as that comes, or nearly so. */
  boolean keepsUp() {
    return client.keepsUp();
  }

  /** Runs {@code action} once, as soon as this keeps up; never when it is closed. */
  void whenKeepingUp(Runnable action) {
    client.whenDrained(action);
  }

  /** It has to come back and catch up. */
  void isTooSlow() {
    client.close(CloseReason.OVERFLOW);
  }

  boolean isClosed() {
    return closed;
  }

  /** For what is not in the log. */
  void tell(Announcement event) {
    client.tell(event);
  }

  /** Rather than leave the client without what it waits for: it comes back and asks again. */
  private void fail(RuntimeException failure) {
    LOG.log(Level.ERROR, "A client could not be told what happened", failure);
    client.close(CloseReason.INTERNAL_ERROR);
  }

  /** The log-in is over: the client comes back, and is told so. */
  void endLogin() {
    client.dismiss(LOGIN_ENDED);
  }

  private void end() {
    Subscription mine = subscription;
    if (mine != null) {
      mine.close();
    }
  }

  /** The connection is gone. */
  void onClose() {
    closed = true;
    shared.open().remove(this);
    shared.whispering().forget(this);
    end();
    TypedIn typed = typedIn;
    if (typed != null) {
      typed.endAll();
    }
    expiry.cancel();
    presence.close();
  }

  void type(Seat seat) {
    TypedIn typed = typedIn;
    if (typed == null) {
      typed = new TypedIn(shared.chattr().typing());
      typedIn = typed;
    }
    typed.begin(seat);
  }

  void stopTyping(Seat seat) {
    TypedIn typed = typedIn;
    if (typed == null) {
      shared.chattr().typing().end(seat);
    } else {
      typed.end(seat);
    }
  }

  /** Whether this is the connection that {@link io.chattr.application.presence} calls so. */
  boolean isCalled(String connection) {
    TypedIn typed = typedIn;
    return typed != null && typed.connection().equals(connection);
  }

  /** Whether there is a command of this name. */
  boolean understands(String command) {
    return shared.connectionCommands().find(command).isPresent()
        || shared.commands().find(command).isPresent();
  }

  /**
   * Hands the answer to {@code then}, here or, where it takes its time, on another thread.
   *
   * @param repeatedField one that some object in {@code data} names twice
   * @param answering what the client is shown in place of the view that answers
   */
  void carryOut(
      String name,
      JsonNode data,
      Optional<String> repeatedField,
      UnaryOperator<Object> answering,
      Consumer<Answer> then) {
    try {
      if (repeatedField.isPresent()) {
        throw Rejected.value(shown(repeatedField.get()), MALFORMED, "is given twice");
      }
      Object view =
          shared
              .connectionCommands()
              .find(name)
              .map(command -> command.handle(this, data))
              .or(() -> shared.commands().find(name).map(command -> command.handle(user(), data)))
              .orElseGet(() -> failed(unknown(name)));
      switch (view) {
        case Answer refused -> then.accept(refused);
        case Commands.Later later -> {
          var unused =
              later
                  .view()
                  .<Answer>thenApply(late -> done(answering.apply(late)))
                  .exceptionally(failure -> failed(name, cause(failure)))
                  .thenAccept(then);
        }
        default -> then.accept(done(answering.apply(view)));
      }
    } catch (RuntimeException failure) {
      then.accept(failed(name, failure));
    }
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private Answer failed(String command, Throwable failure) {
    if (failure instanceof Rejected rejected) {
      return refuse(rejected.failure());
    }
    LOG.log(Level.ERROR, "The command " + command + " failed", failure);
    return failed(
        ProblemView.of(ProblemCode.INTERNAL, "The server failed; it was not your request"));
  }

  Answer refuse(Failure failure) {
    return failed(ProblemView.of(failure));
  }

  private Answer done(Object view) {
    return new Answer.Done(shared.encoder().raw(view));
  }

  private Answer failed(ProblemView problem) {
    return new Answer.Failed(problem, shared.encoder().raw(problem));
  }

  private static ProblemView unknown(String command) {
    return ProblemView.of(ProblemCode.UNKNOWN_COMMAND, "There is no command " + shown(command));
  }

  /** A client's own word as it may stand in an answer: neither very long nor half a character. */
  static String shown(String word) {
    String start = word.length() <= MAX_SHOWN ? word : word.substring(0, MAX_SHOWN) + "…";
    return new String(start.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
