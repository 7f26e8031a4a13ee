package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.socketio.ClientSocket;
import io.chattr.adapter.websocket.socketio.EncodedEvent;
import io.chattr.adapter.websocket.socketio.Event;
import io.chattr.adapter.websocket.socketio.SocketListener;
import io.chattr.application.port.Authenticator.Caller;
import io.chattr.domain.failure.Rejected;
import io.chattr.wire.camelcase.CamelCaseCommand;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A client that speaks Socket.IO, in one of the vocabularies. */
final class StockClient implements Client, SocketListener {
  private static final Logger LOG = System.getLogger(StockClient.class.getName());

  private final ClientSocket socket;
  private final Caller caller;
  private final ChatSocket.Shared shared;
  private final ChatSocket chat;
  private volatile Vocabulary vocabulary;

  StockClient(ClientSocket socket, Caller caller, Vocabulary vocabulary, ChatSocket.Shared shared) {
    this.socket = socket;
    this.caller = caller;
    this.vocabulary = vocabulary;
    this.shared = shared;
    this.chat = new ChatSocket(this, caller, shared);
  }

  ChatSocket chat() {
    return chat;
  }

  @Override
  public boolean tell(Announcement event) {
    return shared.inTurn().tell(this, event.socketIo(vocabulary));
  }

  /** Out of turn. */
  boolean emit(EncodedEvent event) {
    return socket.emit(event);
  }

  boolean isClosed() {
    return chat.isClosed();
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
  public void onEvent(Event event) {
    if (vocabulary == Vocabulary.AUTO) {
      recognise(event.name());
    }
    carryOut(event, answer -> tell(event, answer));
  }

  private void tell(Event event, Answer answer) {
    if (event.ack().isPresent()) {
      event.ack().get().send(answer.acknowledgement());
    } else if (answer instanceof Answer.Failed failed) {
      socket.emit("exception", failed.exception(ChatSocket.shown(event.name())));
    }
  }

  /** What both have is the same command, and taken in the fields of either. */
  private void carryOut(Event event, Consumer<Answer> then) {
    try {
      CamelCaseCommand.of(event.name(), data(event))
          .ifPresentOrElse(
              said -> carryOut(event, said.command(), said.data(), said.answering(), then),
              () -> carryOut(event, event.name(), data(event), UnaryOperator.identity(), then));
    } catch (Rejected untranslatable) {
      then.accept(chat.refuse(untranslatable.failure()));
    }
  }

  private void carryOut(
      Event event,
      String command,
      JsonNode data,
      UnaryOperator<Object> answering,
      Consumer<Answer> then) {
    chat.carryOut(command, data, event.repeatedField(), answering, then);
  }

  /** The first command that only one vocabulary has decides, for this log-in and for good. */
  private void recognise(String command) {
    boolean isNative = chat.understands(command);
    boolean isCamelCase = CamelCaseCommand.isOne(command);
    if (isNative == isCamelCase) {
      return;
    }
    vocabulary = isNative ? Vocabulary.NATIVE : Vocabulary.CAMEL_CASE;
    try {
      shared.chattr().vocabularies().keep(caller.session(), vocabulary.word());
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "A client's vocabulary will have to be recognised again", failure);
    }
  }

  @Override
  public void onClose(CloseReason reason) {
    chat.onClose();
    shared.inTurn().forget(this);
  }

  private static JsonNode data(Event event) {
    return event.args().isEmpty() ? JsonNodeFactory.instance.objectNode() : event.args().get(0);
  }
}
