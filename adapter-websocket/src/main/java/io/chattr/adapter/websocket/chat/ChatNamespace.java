package io.chattr.adapter.websocket.chat;

import static io.chattr.domain.failure.AuthenticationProblem.UNAUTHENTICATED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chattr.adapter.websocket.engineio.CloseReason;
import io.chattr.adapter.websocket.socketio.ConnectRequest;
import io.chattr.adapter.websocket.socketio.NamespaceHandler;
import io.chattr.application.port.Authenticator;
import io.chattr.application.port.Authenticator.Caller;
import io.chattr.domain.event.Cursor;
import io.chattr.domain.failure.Failure;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.UserId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Lets people in who show a good token, and those who come back go on where they were.
 *
 * <p>Who comes back is answered first, and only then sent what they missed. The reference server
 * does it the other way round, and when the connection drops in the middle of its replay, the
 * client, whose offset has not moved, is sent the same events again.
 */
final class ChatNamespace implements NamespaceHandler {
  private static final Logger LOG = System.getLogger(ChatNamespace.class.getName());

  /** Not a refusal, after which the stock client would stay away. */
  static final CloseReason BUSY = new CloseReason("overloaded", 1013);

  private final Authenticator authenticator;
  private final RecoveryIds recoveryIds;
  private final Following following;
  private final Vocabulary expected;
  private final ChatSocket.Shared shared;

  ChatNamespace(
      Authenticator authenticator,
      RecoveryIds recoveryIds,
      Following following,
      Vocabulary expected,
      ChatSocket.Shared shared) {
    this.authenticator = authenticator;
    this.recoveryIds = recoveryIds;
    this.following = following;
    this.expected = expected;
    this.shared = shared;
  }

  @Override
  public void onConnect(ConnectRequest request) {
    try (OpenSockets.Admission admission = shared.open().admission()) {
      connect(request, admission);
    } catch (Rejected rejected) {
      Failure failure = rejected.failure();
      if (failure instanceof Failure.Busy && !(failure instanceof Failure.RateLimited)) {
        request.close(BUSY);
      } else {
        refuse(request, failure);
      }
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "A socket could not be connected", defect);
      request.close(CloseReason.INTERNAL_ERROR);
    }
  }

  private void connect(ConnectRequest request, OpenSockets.Admission admission) {
    Caller caller = authenticate(request.auth());
    Vocabulary vocabulary = vocabulary(request, caller);
    Optional<Resumption> resumption =
        Resumption.of(request.auth(), caller.user(), recoveryIds)
            .filter(going -> following.covers(caller.user(), going.from()));
    var entrance = new Entrance(request, caller, vocabulary, admission);
    if (resumption.isPresent()) {
      resume(entrance, resumption.get());
    } else {
      begin(entrance);
      if (request.auth().path("pid").isTextual()) {
        tellCounts(caller.user());
      }
    }
  }

  private Caller authenticate(ObjectNode auth) {
    JsonNode token = auth.path("token");
    if (!token.isTextual() || token.textValue().isEmpty()) {
      throw new Rejected(new Unauthenticated(UNAUTHENTICATED));
    }
    return authenticator.authenticate(token.textValue());
  }

  /** What the client says, else what it was found to speak before, else what the server expects. */
  private Vocabulary vocabulary(ConnectRequest request, Caller caller) {
    JsonNode said = request.auth().path("vocabulary");
    if (!said.isMissingNode() && !said.isNull()) {
      return Vocabulary.require(said);
    }
    return request
        .peer()
        .parameter("vocabulary")
        .map(word -> Vocabulary.require(JsonNodeFactory.instance.textNode(word)))
        .or(() -> shared.chattr().vocabularies().find(caller.session()).flatMap(Vocabulary::of))
        .orElse(expected);
  }

  private void begin(Entrance entrance) {
    UserId user = entrance.caller().user();
    Function<Cursor, ChatSocket> accepting =
        now -> accept(entrance, recoveryIds.text(new RecoveryId(user, UUID.randomUUID(), now)));
    // The client keeps its offset, be it of somebody else, and shows it with the new pid: what is
    // after the beginning must be after that offset, too.
    if (entrance.request().auth().has("offset")) {
      following.beginBehindAll(user, accepting);
    } else {
      following.begin(user, accepting);
    }
  }

  private void resume(Entrance entrance, Resumption resumption) {
    ChatSocket socket = accept(entrance, resumption.pid());
    following.resume(socket, resumption.from(), resumption.proven());
  }

  /** The client is connected whatever comes of this; it loads its list afresh anyway. */
  private void tellCounts(UserId user) {
    try {
      shared.unread().missedMuch(user);
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "A client was not told what it has not read", failure);
    }
  }

  private ChatSocket accept(Entrance entrance, String pid) {
    var socket = new AtomicReference<ChatSocket>();
    entrance
        .request()
        .accept(
            JsonNodeFactory.instance.objectNode().put("pid", pid),
            client -> {
              var stock = new StockClient(client, entrance.caller(), entrance.vocabulary(), shared);
              socket.set(stock.chat());
              entrance.admission().add(stock.chat());
              return stock;
            });
    return socket.get();
  }

  private static void refuse(ConnectRequest request, Failure failure) {
    request.refuse(
        failure.detail(), JsonNodeFactory.instance.objectNode().put("code", failure.code()));
  }

  /** Somebody who is let in. */
  private record Entrance(
      ConnectRequest request,
      Caller caller,
      Vocabulary vocabulary,
      OpenSockets.Admission admission) {}
}
