package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.Chattr;
import io.chattr.application.conversation.ChangeGroup;
import io.chattr.application.conversation.ChangeMembers;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.wire.command.AddMembers;
import io.chattr.wire.command.UpdateMember;
import io.chattr.wire.view.Shown;

/** {@code /conversations/{id}/members} */
final class MemberResource {
  private final ChangeMembers changeMembers;
  private final ChangeGroup changeGroup;
  private final Shown shown;

  MemberResource(Chattr chattr) {
    this.changeMembers = chattr.changeMembers();
    this.changeGroup = chattr.changeGroup();
    this.shown = new Shown(chattr);
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

  Reply update(Call call) {
    var change = call.body(UpdateMember.class).change();
    Member member =
        changeGroup.update(call.user(), ConversationResource.id(call), user(call), change);
    return Reply.ok(shown.member(call.user(), member));
  }

  Reply remove(Call call) {
    changeMembers.remove(call.user(), ConversationResource.id(call), user(call));
    return Reply.nothing();
  }

  private static UserId user(Call call) {
    return call.path("userId", "member", id -> id.equals("me") ? call.user() : new UserId(id));
  }

  private Reply members(UserId reader, ConversationId conversation) {
    return Reply.ok(shown.members(reader, conversation));
  }
}
