package io.chattr.adapter.websocket.chat;

import static io.chattr.domain.failure.AuthenticationProblem.TOKEN_INVALID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.chattr.application.port.Authenticator;
import io.chattr.application.port.Authenticator.Caller;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.failure.Failure.Unauthenticated;
import io.chattr.domain.failure.Rejected;
import io.chattr.wire.Json;
import io.chattr.wire.command.ConversationNamed;
import io.chattr.wire.command.Fields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The commands of the native vocabulary that are about the connection on which they come, by their
 * names; what a person does stands in {@link Commands}.
 */
final class ConnectionCommands {
  private final Json json;
  private final Authenticator authenticator;
  private final Map<String, Command> table =
      Map.of(
          "typing", this::type,
          "stop_typing", this::stopTyping,
          "refresh_token", this::refreshToken);

  ConnectionCommands(Json json, Authenticator authenticator) {
    this.json = json;
    this.authenticator = authenticator;
  }

  /** From the command's data to the view that answers it. */
  @FunctionalInterface
  interface Command {
    Object handle(ChatSocket socket, JsonNode data);
  }

  Optional<Command> find(String name) {
    return Optional.ofNullable(table.get(name));
  }

  Set<String> names() {
    return table.keySet();
  }

  private Object type(ChatSocket socket, JsonNode data) {
    socket.type(seat(socket, data));
    return JsonNodeFactory.instance.objectNode();
  }

  private Object stopTyping(ChatSocket socket, JsonNode data) {
    socket.stopTyping(seat(socket, data));
    return JsonNodeFactory.instance.objectNode();
  }

  /** A fresh token of the log-in by which this connection lives. */
  private Object refreshToken(ChatSocket socket, JsonNode data) {
    Caller caller = authenticator.authenticate(json.read(data, NewToken.class).require());
    if (!caller.user().equals(socket.user()) || !caller.session().equals(socket.session())) {
      throw new Rejected(new Unauthenticated(TOKEN_INVALID));
    }
    socket.renew(caller);
    return new Expiry(caller.expiresAt().orElse(null));
  }

  /** A token to be taken. */
  record NewToken(@Nullable String token) {
    String require() {
      return Fields.require("token", token);
    }
  }

  private Seat seat(ChatSocket socket, JsonNode data) {
    return new Seat(json.read(data, ConversationNamed.class).id(), socket.user());
  }
}
