package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.websocket.chat.Commands.Command;
import io.chattr.application.Chattr;
import io.chattr.application.message.MarkMessages.Mark;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.wire.Json;
import io.chattr.wire.command.ChangeMessage;
import io.chattr.wire.command.MarkUpTo;
import io.chattr.wire.command.MessageNamed;
import io.chattr.wire.command.PassOnMessage;
import io.chattr.wire.command.ReactionNamed;
import io.chattr.wire.command.SendMessage;
import io.chattr.wire.command.TakeBackMessage;
import io.chattr.wire.view.MarkedView;
import io.chattr.wire.view.Shown;
import java.util.Map;
import java.util.function.BiFunction;

/** The commands about messages. */
final class MessageCommands {
  private final Chattr chattr;
  private final Json json;
  private final Shown shown;

  MessageCommands(Chattr chattr, Json json) {
    this.chattr = chattr;
    this.json = json;
    this.shown = new Shown(chattr);
  }

  Map<String, Command> table() {
    var marks = chattr.markMessage();
    return Map.ofEntries(
        Map.entry("send_message", this::send),
        Map.entry("edit_message", this::edit),
        Map.entry("delete_message", this::delete),
        Map.entry("forward_message", this::forward),
        Map.entry("mark_delivered", (user, data) -> mark(user, data, Mark.DELIVERED)),
        Map.entry("mark_read", (user, data) -> mark(user, data, Mark.READ)),
        Map.entry("add_reaction", this::addReaction),
        Map.entry("remove_reaction", this::removeReaction),
        Map.entry("pin_message", touching(marks::pin)),
        Map.entry("unpin_message", touching(marks::unpin)),
        Map.entry("star_message", touching((user, id) -> marks.star(user, id, true))),
        Map.entry("unstar_message", touching((user, id) -> marks.star(user, id, false))));
  }

  /** A command about one message that says nothing else, and answers with the message. */
  private Command touching(BiFunction<UserId, MessageId, Message> touch) {
    return (user, data) ->
        shown.to(user, touch.apply(user, json.read(data, MessageNamed.class).id()));
  }

  private Object send(UserId user, JsonNode data) {
    var command = json.read(data, SendMessage.class).by(user);
    return shown.posted(user, chattr.postMessage().handle(command));
  }

  private Object edit(UserId user, JsonNode data) {
    var command = json.read(data, ChangeMessage.class).by(user);
    return shown.to(user, chattr.editMessage().handle(command));
  }

  private Object delete(UserId user, JsonNode data) {
    chattr.deleteMessage().handle(json.read(data, TakeBackMessage.class).by(user));
    return Commands.nothing();
  }

  private Object forward(UserId user, JsonNode data) {
    var command = json.read(data, PassOnMessage.class).by(user);
    return shown.forwarded(user, chattr.forwardMessage().handle(command));
  }

  private Object mark(UserId user, JsonNode data, Mark mark) {
    var command = json.read(data, MarkUpTo.class).by(user, mark);
    return new Commands.Later(
        chattr.markMessages().submit(command).thenApply(marked -> MarkedView.of(marked.value())));
  }

  private Object addReaction(UserId user, JsonNode data) {
    var request = json.read(data, ReactionNamed.class);
    return shown.to(user, chattr.markMessage().react(user, request.message(), request.what()));
  }

  private Object removeReaction(UserId user, JsonNode data) {
    var request = json.read(data, ReactionNamed.class);
    return shown.to(user, chattr.markMessage().unreact(user, request.message(), request.what()));
  }
}
