package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.Chattr;
import io.chattr.application.conversation.ArrangeConversation;
import io.chattr.application.conversation.ChangeGroup;
import io.chattr.application.conversation.OpenConversation;
import io.chattr.application.conversation.ViewConversations;
import io.chattr.application.port.Committed;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.identity.ConversationId;
import io.chattr.wire.command.KeepConversation;
import io.chattr.wire.command.NewConversation;
import io.chattr.wire.command.UpdateConversation;
import io.chattr.wire.view.ConversationSettingsView;
import io.chattr.wire.view.Shown;

/** {@code /conversations} */
final class ConversationResource {
  private final OpenConversation openConversation;
  private final ViewConversations viewConversations;
  private final ChangeGroup changeGroup;
  private final ArrangeConversation arrangeConversation;
  private final Shown shown;

  ConversationResource(Chattr chattr) {
    this.openConversation = chattr.openConversation();
    this.viewConversations = chattr.viewConversations();
    this.changeGroup = chattr.changeGroup();
    this.arrangeConversation = chattr.arrangeConversation();
    this.shown = new Shown(chattr);
  }

  Reply open(Call call) {
    var request = call.body(NewConversation.class);
    Committed<Conversation> opened =
        openConversation.handle(request.by(call.user(), call.idempotencyKey()));
    var view = shown.opened(call.user(), opened);
    return opened.repeated() ? Reply.ok(view) : Reply.created(view);
  }

  Reply list(Call call) {
    return Reply.ok(
        shown.conversations(call.user(), viewConversations.list(call.user(), call.page())));
  }

  Reply one(Call call) {
    return Reply.ok(shown.conversation(call.user(), id(call)));
  }

  Reply update(Call call) {
    var request = call.body(UpdateConversation.class);
    changeGroup.describe(call.user(), id(call), request.change());
    return one(call);
  }

  Reply delete(Call call) {
    changeGroup.delete(call.user(), id(call));
    return Reply.nothing();
  }

  Reply keep(Call call) {
    var command = call.body(KeepConversation.class).by(call.user(), id(call));
    return Reply.ok(ConversationSettingsView.of(arrangeConversation.handle(command)));
  }

  static ConversationId id(Call call) {
    return call.path("id", "conversation", ConversationId::of);
  }
}
