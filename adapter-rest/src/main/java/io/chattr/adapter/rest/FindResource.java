package io.chattr.adapter.rest;

import static io.chattr.domain.failure.ValueProblem.INVALID_VALUE;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Query;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.Chattr;
import io.chattr.application.message.ViewMessages;
import io.chattr.application.port.Page;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.wire.command.Fields;
import io.chattr.wire.view.Shown;
import java.util.Optional;

/** {@code /messages}, {@code /search/messages} and {@code /conversations/{id}/pins} */
final class FindResource {
  private final ViewMessages viewMessages;
  private final Shown shown;

  FindResource(Chattr chattr) {
    this.viewMessages = chattr.viewMessages();
    this.shown = new Shown(chattr);
  }

  Reply list(Call call) {
    Query query = call.query();
    var across =
        new ViewMessages.Query(
            call.user(),
            user(query, "with"),
            user(query, "sender"),
            query.time("from"),
            query.time("to"));
    return Reply.ok(
        shown.messages(
            call.user(),
            query.truth("starred")
                ? starred(call, across)
                : viewMessages.across(across, call.page())));
  }

  private Page<Message> starred(Call call, ViewMessages.Query across) {
    if (across.with().isPresent()
        || across.sender().isPresent()
        || across.from().isPresent()
        || across.to().isPresent()) {
      throw Rejected.value("starred", INVALID_VALUE, "must stand without other conditions");
    }
    return viewMessages.starred(call.user(), call.page());
  }

  Reply search(Call call) {
    String words = Fields.require("q", call.query().text("q").orElse(null));
    Optional<ConversationId> conversation =
        call.query().text("conversationId").map(ConversationId::of);
    return Reply.ok(
        shown.messages(
            call.user(), viewMessages.search(call.user(), words, conversation, call.page())));
  }

  Reply pins(Call call) {
    var pinned = viewMessages.pinned(call.user(), ConversationResource.id(call));
    return Reply.ok(shown.messages(call.user(), new Page<>(pinned, Optional.empty())));
  }

  private static Optional<UserId> user(Query query, String name) {
    return query.text(name).map(id -> Fields.naming(name, () -> new UserId(id)));
  }
}
