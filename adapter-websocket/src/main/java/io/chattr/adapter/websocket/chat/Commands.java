package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.chattr.application.Chattr;
import io.chattr.application.message.MarkMessages.Mark;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.Json;
import io.chattr.wire.command.AddMembers;
import io.chattr.wire.command.ConversationNamed;
import io.chattr.wire.command.FriendRequestNamed;
import io.chattr.wire.command.MarkUpTo;
import io.chattr.wire.command.MemberNamed;
import io.chattr.wire.command.NewConversation;
import io.chattr.wire.command.SendMessage;
import io.chattr.wire.command.UserNamed;
import io.chattr.wire.view.ConversationView;
import io.chattr.wire.view.FriendRequestView;
import io.chattr.wire.view.MarkedView;
import io.chattr.wire.view.MemberView;
import io.chattr.wire.view.MessageView;
import io.chattr.wire.view.PageView;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every command of the native vocabulary, by its name. Each answers what its REST call answers. */
final class Commands {
  private final Chattr chattr;
  private final Json json;
  private final Map<String, Command> table =
      Map.ofEntries(
          named("join_conversation", this::joinConversation),
          named("leave_conversation", this::leaveConversation),
          named("create_conversation", this::createConversation),
          named("add_members", this::addMembers),
          named("remove_member", this::removeMember),
          named("leave_group", this::leaveGroup),
          named("send_message", this::sendMessage),
          named("mark_delivered", (user, data) -> mark(user, data, Mark.DELIVERED)),
          named("mark_read", (user, data) -> mark(user, data, Mark.READ)),
          named("send_friend_request", this::sendFriendRequest),
          named("accept_friend_request", this::acceptFriendRequest),
          named("reject_friend_request", this::rejectFriendRequest),
          named("cancel_friend_request", this::cancelFriendRequest),
          named("remove_friend", this::removeFriend));

  Commands(Chattr chattr, Json json) {
    this.chattr = chattr;
    this.json = json;
  }

  /** What a member says: from the command's data to the view that answers it. */
  @FunctionalInterface
  interface Command {
    Object handle(UserId user, JsonNode data);
  }

  private static Map.Entry<String, Command> named(String name, Command command) {
    return Map.entry(name, command);
  }

  Optional<Command> find(String name) {
    return Optional.ofNullable(table.get(name));
  }

  Set<String> names() {
    return table.keySet();
  }

  /** Every connection hears all conversations of its user: this only shows the one. */
  private Object joinConversation(UserId user, JsonNode data) {
    return ConversationView.of(chattr.viewConversations().require(user, conversation(data)));
  }

  private Object leaveConversation(UserId user, JsonNode data) {
    chattr.viewConversations().require(user, conversation(data));
    return nothing();
  }

  private Object createConversation(UserId user, JsonNode data) {
    var command = json.read(data, NewConversation.class).by(user);
    var opened = chattr.openConversation().handle(command);
    return ConversationView.of(chattr.viewConversations().opened(user, opened));
  }

  private Object addMembers(UserId user, JsonNode data) {
    var request = json.read(data, AddMembers.class);
    ConversationId conversation = request.conversation();
    chattr.changeMembers().addAll(user, conversation, request.users());
    var members = chattr.viewConversations().require(user, conversation).conversation().members();
    return PageView.whole(members, MemberView::of);
  }

  private Object removeMember(UserId user, JsonNode data) {
    var request = json.read(data, MemberNamed.class);
    chattr.changeMembers().remove(user, request.conversation(), request.user());
    return nothing();
  }

  private Object leaveGroup(UserId user, JsonNode data) {
    chattr.changeMembers().remove(user, json.read(data, ConversationNamed.class).id(), user);
    return nothing();
  }

  private Object sendMessage(UserId user, JsonNode data) {
    var command = json.read(data, SendMessage.class).by(user);
    return MessageView.of(chattr.postMessage().handle(command).value());
  }

  private Object mark(UserId user, JsonNode data, Mark mark) {
    var command = json.read(data, MarkUpTo.class).by(user, mark);
    return MarkedView.of(chattr.markMessages().handle(command).value());
  }

  private Object sendFriendRequest(UserId user, JsonNode data) {
    UserId receiver = json.read(data, UserNamed.class).id();
    return FriendRequestView.of(chattr.befriend().request(user, receiver).value());
  }

  private Object acceptFriendRequest(UserId user, JsonNode data) {
    return FriendRequestView.of(chattr.befriend().accept(friendRequest(data), user));
  }

  private Object rejectFriendRequest(UserId user, JsonNode data) {
    return FriendRequestView.of(chattr.befriend().reject(friendRequest(data), user));
  }

  private Object cancelFriendRequest(UserId user, JsonNode data) {
    chattr.befriend().cancel(friendRequest(data), user);
    return nothing();
  }

  private Object removeFriend(UserId user, JsonNode data) {
    chattr.befriend().remove(user, json.read(data, UserNamed.class).id());
    return nothing();
  }

  private FriendRequestId friendRequest(JsonNode data) {
    return json.read(data, FriendRequestNamed.class).id();
  }

  /** Where REST answers without a body. */
  private static Object nothing() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** E's clients send a bare id. */
  private ConversationId conversation(JsonNode data) {
    return data.isTextual()
        ? ConversationId.of(data.textValue())
        : json.read(data, ConversationNamed.class).id();
  }
}
