package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.chattr.application.Chattr;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Every command of the native vocabulary, by its name. Each answers what its REST call answers. */
final class Commands {
  private final Map<String, Command> table = new HashMap<>();

  Commands(Chattr chattr, Json json) {
    table.putAll(new ConversationCommands(chattr, json).table());
    table.putAll(new MessageCommands(chattr, json).table());
    table.putAll(new PeopleCommands(chattr, json).table());
  }

  /** A view that takes its time, for which no thread waits. */
  record Later(CompletableFuture<?> view) {}

  /** What a member says: from the command's data to the view that answers it, or will. */
  @FunctionalInterface
  interface Command {
    Object handle(UserId user, JsonNode data);
  }

  Optional<Command> find(String name) {
    return Optional.ofNullable(table.get(name));
  }

  Set<String> names() {
    return table.keySet();
  }

  /** Where REST answers without a body. */
  static Object nothing() {
    return JsonNodeFactory.instance.objectNode();
  }
}
