package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.engineio.Ticker;
import io.chattr.adapter.websocket.engineio.packet.Frame;
import io.chattr.adapter.websocket.engineio.packet.MalformedPacket;
import io.chattr.adapter.websocket.plain.PlainListener;
import io.chattr.adapter.websocket.plain.PlainSocket;
import io.chattr.adapter.websocket.socketio.packet.PacketJson;
import io.chattr.domain.failure.Failure;
import io.chattr.domain.failure.Rejected;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A client that speaks plain frames. */
final class PlainClient implements Client, PlainListener {
  private static final Logger LOG = System.getLogger(PlainClient.class.getName());

  private static final CloseReason BAD_FRAME = new CloseReason("bad frame", 1007);

  /** The reason's text is the code of the problem (RFC 6455 §7.4.1: against the policy). */
  private static final int REFUSED = 1008;

  private static final CloseReason TOO_LATE = new CloseReason("unauthenticated", REFUSED);

  private final PlainSocket socket;
  private final PlainEntrance entrance;
  private final Ticker ticker;
  // When it has to have shown who it is.
  private volatile long deadline;
  private volatile @Nullable ChatSocket chat;
  private boolean refused;

  PlainClient(PlainSocket socket, PlainEntrance entrance, Ticker ticker, Duration patience) {
    this.socket = socket;
    this.entrance = entrance;
    this.ticker = ticker;
    this.deadline = ticker.nanos() + patience.toNanos();
  }

  /** Whispers that come before the client is welcome are not for it: it has loaded nothing yet. */
  @Override
  public boolean tell(Announcement event) {
    return chat == null || socket.send(List.of(event.plain()));
  }

  @Override
  public boolean keepsUp() {
    return socket.isDrained();
  }

  @Override
  public void hold() {
    socket.hold();
  }

  @Override
  public void release() {
    socket.release();
  }

  @Override
  public void whenDrained(Runnable action) {
    socket.whenDrained(action);
  }

  @Override
  public void close(CloseReason reason) {
    socket.close(reason);
  }

  @Override
  public void dismiss(CloseReason reason) {
    socket.dismiss(reason);
  }

  @Override
  public void onOpen() {
    socket
        .peer()
        .header("authorization")
        .flatMap(PlainEntrance::token)
        .ifPresent(token -> enter(() -> token, Optional.empty()));
  }

  @Override
  public void onText(String text) {
    PlainFrame frame;
    try {
      frame = PlainFrame.of(text);
    } catch (MalformedPacket malformed) {
      refused = true;
      socket.close(BAD_FRAME);
      return;
    }
    ChatSocket present = chat;
    if (present != null) {
      carryOut(present, frame);
    } else if (!refused) {
      enter(() -> PlainEntrance.token(frame), frame.id());
    }
  }

  private void carryOut(ChatSocket present, PlainFrame frame) {
    present.carryOut(
        frame.type(),
        frame.data(),
        frame.repeatedField(),
        UnaryOperator.identity(),
        answer -> tell(frame, answer));
  }

  private void tell(PlainFrame frame, Answer answer) {
    if (frame.id().isPresent()) {
      answer(frame.id().get(), answer);
    } else if (answer instanceof Answer.Failed failed) {
      ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", "exception");
      send(event.set("data", failed.exception(ChatSocket.shown(frame.type()))));
    }
  }

  /** {@code id} is of the frame that asks to be let in, and is answered before all else. */
  private void enter(Supplier<String> token, Optional<JsonNode> id) {
    try {
      entrance.enter(
          this,
          token.get(),
          socket.peer().parameter("cursor"),
          welcomed -> {
            deadline = Ticker.NEVER;
            id.ifPresent(asked -> answer(asked, entrance.welcome(welcomed)));
            chat = welcomed;
          });
    } catch (Rejected rejected) {
      refuse(rejected.failure(), id);
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "A socket could not be connected", defect);
      socket.close(CloseReason.INTERNAL_ERROR);
    }
  }

  private void refuse(Failure failure, Optional<JsonNode> id) {
    refused = true;
    if (failure instanceof Failure.Busy && !(failure instanceof Failure.RateLimited)) {
      socket.close(ChatNamespace.BUSY);
    } else {
      id.ifPresent(asked -> answer(asked, entrance.refusal(failure)));
      socket.close(new CloseReason(failure.code(), REFUSED));
    }
  }

  private void answer(JsonNode id, Answer answer) {
    ObjectNode head = JsonNodeFactory.instance.objectNode();
    send(answer.after(head.set("replyTo", id)));
  }

  private void send(JsonNode frame) {
    socket.send(List.of(Frame.text(PacketJson.write(frame))));
  }

  @Override
  public void onClose(CloseReason reason) {
    ChatSocket present = chat;
    if (present != null) {
      present.onClose();
    }
  }

  @Override
  public long deadline() {
    return deadline;
  }

  @Override
  public void onDeadline() {
    if (ticker.nanos() >= deadline) {
      socket.close(TOO_LATE);
    }
  }
}
