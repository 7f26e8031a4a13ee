package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.conversation.OpenConversation;
import io.chattr.application.conversation.ViewConversations;
import io.chattr.application.port.Committed;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.identity.ConversationId;
import io.chattr.wire.command.NewConversation;
import io.chattr.wire.view.ConversationView;
import io.chattr.wire.view.PageView;

/** {@code /conversations} */
final class ConversationResource {
  private final OpenConversation openConversation;
  private final ViewConversations viewConversations;

  ConversationResource(OpenConversation openConversation, ViewConversations viewConversations) {
    this.openConversation = openConversation;
    this.viewConversations = viewConversations;
  }

  Reply open(Call call) {
    var request = call.body(NewConversation.class);
    Committed<Conversation> opened = openConversation.handle(request.by(call.user()));
    var view = ConversationView.of(viewConversations.opened(call.user(), opened));
    return opened.repeated() ? Reply.ok(view) : Reply.created(view);
  }

  Reply list(Call call) {
    return Reply.ok(
        PageView.of(viewConversations.list(call.user(), call.page()), ConversationView::of));
  }

  Reply one(Call call) {
    return Reply.ok(ConversationView.of(viewConversations.require(call.user(), id(call))));
  }

  static ConversationId id(Call call) {
    return call.path("id", "conversation", ConversationId::of);
  }
}
