package io.chattr.adapter.websocket.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chattr.adapter.websocket.chat.Commands.Command;
import io.chattr.application.Chattr;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.Json;
import io.chattr.wire.command.FriendRequestNamed;
import io.chattr.wire.command.UpdateSettings;
import io.chattr.wire.command.UserNamed;
import io.chattr.wire.view.FriendRequestView;
import io.chattr.wire.view.UserSettingsView;
import java.util.Map;

/** The commands about people, and about oneself. */
final class PeopleCommands {
  private final Chattr chattr;
  private final Json json;

  PeopleCommands(Chattr chattr, Json json) {
    this.chattr = chattr;
    this.json = json;
  }

  Map<String, Command> table() {
    return Map.ofEntries(
        Map.entry("send_friend_request", this::ask),
        Map.entry("accept_friend_request", this::accept),
        Map.entry("reject_friend_request", this::reject),
        Map.entry("cancel_friend_request", this::cancel),
        Map.entry("remove_friend", this::remove),
        Map.entry("block_user", this::block),
        Map.entry("unblock_user", this::unblock),
        Map.entry("update_settings", this::updateSettings));
  }

  private Object ask(UserId user, JsonNode data) {
    return FriendRequestView.of(chattr.befriend().request(user, other(data)).value());
  }

  private Object accept(UserId user, JsonNode data) {
    return FriendRequestView.of(chattr.befriend().accept(request(data), user));
  }

  private Object reject(UserId user, JsonNode data) {
    return FriendRequestView.of(chattr.befriend().reject(request(data), user));
  }

  private Object cancel(UserId user, JsonNode data) {
    chattr.befriend().cancel(request(data), user);
    return Commands.nothing();
  }

  private Object remove(UserId user, JsonNode data) {
    chattr.befriend().remove(user, other(data));
    return Commands.nothing();
  }

  private Object block(UserId user, JsonNode data) {
    chattr.block().block(user, other(data));
    return Commands.nothing();
  }

  private Object unblock(UserId user, JsonNode data) {
    chattr.block().unblock(user, other(data));
    return Commands.nothing();
  }

  private Object updateSettings(UserId user, JsonNode data) {
    var command = json.read(data, UpdateSettings.class).by(user);
    return UserSettingsView.of(chattr.chooseSettings().handle(command));
  }

  private UserId other(JsonNode data) {
    return json.read(data, UserNamed.class).id();
  }

  private FriendRequestId request(JsonNode data) {
    return json.read(data, FriendRequestNamed.class).id();
  }
}
