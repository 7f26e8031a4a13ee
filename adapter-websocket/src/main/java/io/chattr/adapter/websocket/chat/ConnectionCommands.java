package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.chattr.domain.decision.Seat;
import io.chattr.wire.Json;
import io.chattr.wire.command.ConversationNamed;
import java.util.Map;
import java.util.Optional;

/**
 * The commands of the native vocabulary that are about the connection on which they come, by their
 * names; what a person does stands in {@link Commands}.
 */
final class ConnectionCommands {
  private final Json json;
  private final Map<String, Command> table =
      Map.of("typing", this::type, "stop_typing", this::stopTyping);

  ConnectionCommands(Json json) {
    this.json = json;
  }

  /** From the command's data to the view that answers it. */
  @FunctionalInterface
  interface Command {
    Object handle(ChatSocket socket, JsonNode data);
  }

  Optional<Command> find(String name) {
    return Optional.ofNullable(table.get(name));
  }

  private Object type(ChatSocket socket, JsonNode data) {
    socket.type(seat(socket, data));
    return JsonNodeFactory.instance.objectNode();
  }

  private Object stopTyping(ChatSocket socket, JsonNode data) {
    socket.stopTyping(seat(socket, data));
    return JsonNodeFactory.instance.objectNode();
  }

  private Seat seat(ChatSocket socket, JsonNode data) {
    return new Seat(json.read(data, ConversationNamed.class).id(), socket.user());
  }
}
