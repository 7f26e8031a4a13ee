package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.Chattr;
import io.chattr.application.message.DeleteMessage;
import io.chattr.application.message.EditMessage;
import io.chattr.application.message.ForwardMessage;
import io.chattr.application.message.ViewMessages;
import io.chattr.application.port.Committed;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.message.Message;
import io.chattr.wire.command.ChangeMessage;
import io.chattr.wire.command.PassOnMessage;
import io.chattr.wire.command.TakeBackMessage;
import io.chattr.wire.view.PageView;
import io.chattr.wire.view.ReceiptView;
import io.chattr.wire.view.Shown;
import io.chattr.wire.view.VersionView;
import java.util.List;

/** {@code /messages/{id}} */
final class MessageResource {
  private final ViewMessages viewMessages;
  private final EditMessage editMessage;
  private final DeleteMessage deleteMessage;
  private final ForwardMessage forwardMessage;
  private final Shown shown;

  MessageResource(Chattr chattr) {
    this.viewMessages = chattr.viewMessages();
    this.editMessage = chattr.editMessage();
    this.deleteMessage = chattr.deleteMessage();
    this.forwardMessage = chattr.forwardMessage();
    this.shown = new Shown(chattr);
  }

  Reply one(Call call) {
    return Reply.ok(shown.to(call.user(), viewMessages.require(call.user(), id(call))));
  }

  Reply edit(Call call) {
    var command = call.body(ChangeMessage.class).by(call.user(), id(call));
    return Reply.ok(shown.to(call.user(), editMessage.handle(command)));
  }

  Reply delete(Call call) {
    var scope = TakeBackMessage.scope(call.query().text("for"));
    deleteMessage.handle(new DeleteMessage.Command(call.user(), id(call), scope));
    return Reply.nothing();
  }

  Reply receipts(Call call) {
    return Reply.ok(PageView.whole(viewMessages.receipts(call.user(), id(call)), ReceiptView::of));
  }

  Reply versions(Call call) {
    return Reply.ok(PageView.whole(viewMessages.versions(call.user(), id(call)), VersionView::of));
  }

  Reply forward(Call call) {
    var request = call.body(PassOnMessage.class);
    List<Committed<Message>> forwarded =
        forwardMessage.handle(request.by(call.user(), id(call), call.idempotencyKey()));
    var view = shown.forwarded(call.user(), forwarded);
    return forwarded.stream().allMatch(Committed::repeated) ? Reply.ok(view) : Reply.created(view);
  }

  static MessageId id(Call call) {
    return call.path("id", "message", MessageId::of);
  }
}
