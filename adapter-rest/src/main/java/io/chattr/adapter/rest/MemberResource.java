package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.conversation.ChangeMembers;
import io.chattr.application.conversation.ViewConversations;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.command.AddMembers;
import io.chattr.wire.view.MemberView;
import io.chattr.wire.view.PageView;

/** {@code /conversations/{id}/members} */
final class MemberResource {
  private final ChangeMembers changeMembers;
  private final ViewConversations viewConversations;

  MemberResource(ChangeMembers changeMembers, ViewConversations viewConversations) {
    this.changeMembers = changeMembers;
    this.viewConversations = viewConversations;
  }

  Reply list(Call call) {
    return members(call.user(), ConversationResource.id(call));
  }

  Reply add(Call call) {
    var users = call.body(AddMembers.class).users();
    ConversationId conversation = ConversationResource.id(call);
    changeMembers.addAll(call.user(), conversation, users);
    return members(call.user(), conversation);
  }

  Reply remove(Call call) {
    UserId user = call.path("userId", "member", id -> member(id, call.user()));
    changeMembers.remove(call.user(), ConversationResource.id(call), user);
    return Reply.nothing();
  }

  private static UserId member(String id, UserId caller) {
    return id.equals("me") ? caller : new UserId(id);
  }

  private Reply members(UserId reader, ConversationId conversation) {
    var members = viewConversations.require(reader, conversation).conversation().members();
    return Reply.ok(PageView.whole(members, MemberView::of));
  }
}
