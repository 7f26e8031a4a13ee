package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.websocket.chat.Commands.Command;
import io.chattr.application.Chattr;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.Json;
import io.chattr.wire.command.AddMembers;
import io.chattr.wire.command.ConversationNamed;
import io.chattr.wire.command.KeepConversation;
import io.chattr.wire.command.MemberNamed;
import io.chattr.wire.command.NewConversation;
import io.chattr.wire.command.UpdateConversation;
import io.chattr.wire.command.UpdateMember;
import io.chattr.wire.view.ConversationSettingsView;
import io.chattr.wire.view.Shown;
import java.util.Map;

/** The commands about conversations and who is in them. */
final class ConversationCommands {
  private final Chattr chattr;
  private final Json json;
  private final Shown shown;

  ConversationCommands(Chattr chattr, Json json) {
    this.chattr = chattr;
    this.json = json;
    this.shown = new Shown(chattr);
  }

  Map<String, Command> table() {
    return Map.ofEntries(
        Map.entry("join_conversation", this::join),
        Map.entry("leave_conversation", this::leave),
        Map.entry("create_conversation", this::create),
        Map.entry("update_conversation", this::update),
        Map.entry("delete_conversation", this::delete),
        Map.entry("update_conversation_settings", this::keep),
        Map.entry("add_members", this::addMembers),
        Map.entry("update_member", this::updateMember),
        Map.entry("remove_member", this::removeMember),
        Map.entry("leave_group", this::leaveGroup));
  }

  /** Every connection hears all conversations of its user: this only shows the one. */
  private Object join(UserId user, JsonNode data) {
    return shown.conversation(user, named(data));
  }

  private Object leave(UserId user, JsonNode data) {
    chattr.viewConversations().require(user, named(data));
    return Commands.nothing();
  }

  /** E's clients send a bare id. */
  private ConversationId named(JsonNode data) {
    return data.isTextual()
        ? ConversationId.of(data.textValue())
        : json.read(data, ConversationNamed.class).id();
  }

  private Object create(UserId user, JsonNode data) {
    var command = json.read(data, NewConversation.class).by(user);
    return shown.opened(user, chattr.openConversation().handle(command));
  }

  private Object update(UserId user, JsonNode data) {
    var request = json.read(data, UpdateConversation.class);
    ConversationId conversation = request.conversation();
    chattr.changeGroup().describe(user, conversation, request.change());
    return shown.conversation(user, conversation);
  }

  private Object delete(UserId user, JsonNode data) {
    chattr.changeGroup().delete(user, json.read(data, ConversationNamed.class).id());
    return Commands.nothing();
  }

  private Object keep(UserId user, JsonNode data) {
    var command = json.read(data, KeepConversation.class).by(user);
    return ConversationSettingsView.of(chattr.arrangeConversation().handle(command));
  }

  private Object addMembers(UserId user, JsonNode data) {
    var request = json.read(data, AddMembers.class);
    ConversationId conversation = request.conversation();
    chattr.changeMembers().addAll(user, conversation, request.users());
    return shown.members(user, conversation);
  }

  private Object updateMember(UserId user, JsonNode data) {
    var request = json.read(data, UpdateMember.class);
    var member =
        chattr.changeGroup().update(user, request.conversation(), request.user(), request.change());
    return shown.member(user, member);
  }

  private Object removeMember(UserId user, JsonNode data) {
    var request = json.read(data, MemberNamed.class);
    chattr.changeMembers().remove(user, request.conversation(), request.user());
    return Commands.nothing();
  }

  private Object leaveGroup(UserId user, JsonNode data) {
    chattr.changeMembers().remove(user, json.read(data, ConversationNamed.class).id(), user);
    return Commands.nothing();
  }
}
