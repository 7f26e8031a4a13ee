package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.chattr.application.Chattr;
import io.chattr.application.message.MarkMessages.Mark;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.Json;
import io.chattr.wire.command.ConversationNamed;
import io.chattr.wire.command.MarkUpTo;
import io.chattr.wire.command.SendMessage;
import io.chattr.wire.view.ConversationView;
import io.chattr.wire.view.MarkedView;
import io.chattr.wire.view.MessageView;
import java.util.Map;
import java.util.Optional;

/** Every command of the native vocabulary, by its name. Each answers what its REST call answers. */
final class Commands {
  private final Chattr chattr;
  private final Json json;
  private final Map<String, Command> table =
      Map.of(
          "join_conversation", this::joinConversation,
          "leave_conversation", this::leaveConversation,
          "send_message", this::sendMessage,
          "mark_delivered", (user, data) -> mark(user, data, Mark.DELIVERED),
          "mark_read", (user, data) -> mark(user, data, Mark.READ));

  Commands(Chattr chattr, Json json) {
    this.chattr = chattr;
    this.json = json;
  }

  /** What a member says: from the command's data to the view that answers it. */
  @FunctionalInterface
  interface Command {
    Object handle(UserId user, JsonNode data);
  }

  Optional<Command> find(String name) {
    return Optional.ofNullable(table.get(name));
  }

  /** Every connection hears all conversations of its user: this only shows the one. */
  private Object joinConversation(UserId user, JsonNode data) {
    return ConversationView.of(chattr.viewConversations().require(user, conversation(data)));
  }

  private Object leaveConversation(UserId user, JsonNode data) {
    chattr.viewConversations().require(user, conversation(data));
    return JsonNodeFactory.instance.objectNode();
  }

  private Object sendMessage(UserId user, JsonNode data) {
    var command = json.read(data, SendMessage.class).by(user);
    return MessageView.of(chattr.postMessage().handle(command).value());
  }

  private Object mark(UserId user, JsonNode data, Mark mark) {
    var command = json.read(data, MarkUpTo.class).by(user, mark);
    return MarkedView.of(chattr.markMessages().handle(command).value());
  }

  /** E's clients send a bare id. */
  private ConversationId conversation(JsonNode data) {
    return data.isTextual()
        ? ConversationId.of(data.textValue())
        : json.read(data, ConversationNamed.class).id();
  }
}
