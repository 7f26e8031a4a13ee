package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Query;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.message.MarkMessages;
import io.chattr.application.message.MarkMessages.Mark;
import io.chattr.application.message.PostMessage;
import io.chattr.application.message.ReadHistory;
import io.chattr.application.port.Committed;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.message.Message;
import io.chattr.wire.command.MarkUpTo;
import io.chattr.wire.command.SendMessage;
import io.chattr.wire.view.MarkedView;
import io.chattr.wire.view.MessageView;
import io.chattr.wire.view.PageView;

/** {@code /conversations/{id}/messages}, and how far one has come in them */
final class MessageResource {
  private final PostMessage postMessage;
  private final MarkMessages markMessages;
  private final ReadHistory readHistory;

  MessageResource(PostMessage postMessage, MarkMessages markMessages, ReadHistory readHistory) {
    this.postMessage = postMessage;
    this.markMessages = markMessages;
    this.readHistory = readHistory;
  }

  Reply post(Call call) {
    var request = call.body(SendMessage.class);
    Committed<Message> posted =
        postMessage.handle(request.by(call.user(), ConversationResource.id(call)));
    var view = MessageView.of(posted.value());
    return posted.repeated() ? Reply.ok(view) : Reply.created(view);
  }

  Reply delivered(Call call) {
    return mark(call, Mark.DELIVERED);
  }

  Reply read(Call call) {
    return mark(call, Mark.READ);
  }

  private Reply mark(Call call, Mark mark) {
    var request = call.body(MarkUpTo.class);
    var command = request.by(call.user(), ConversationResource.id(call), mark);
    return Reply.ok(MarkedView.of(markMessages.handle(command).value()));
  }

  Reply list(Call call) {
    Query query = call.query();
    var history =
        new ReadHistory.Query(
            call.user(),
            ConversationResource.id(call),
            query.number("before"),
            query.number("after"),
            query.time("from"),
            query.time("to"),
            query.amount("limit", PageRequest.DEFAULT_LIMIT));
    return Reply.ok(PageView.of(readHistory.handle(history), MessageView::of));
  }
}
