package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.Chattr;
import io.chattr.application.message.MarkMessage;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.Message;
import io.chattr.wire.view.Shown;

/** What one puts on {@code /messages/{id}} and takes away: reactions, pins and stars */
final class MessageMarkResource {
  private final MarkMessage markMessage;
  private final Shown shown;

  MessageMarkResource(Chattr chattr) {
    this.markMessage = chattr.markMessage();
    this.shown = new Shown(chattr);
  }

  Reply react(Call call) {
    return reply(call, markMessage.react(call.user(), MessageResource.id(call), emoji(call)));
  }

  Reply unreact(Call call) {
    return reply(call, markMessage.unreact(call.user(), MessageResource.id(call), emoji(call)));
  }

  Reply pin(Call call) {
    return reply(call, markMessage.pin(call.user(), MessageResource.id(call)));
  }

  Reply unpin(Call call) {
    return reply(call, markMessage.unpin(call.user(), MessageResource.id(call)));
  }

  Reply star(Call call) {
    return reply(call, markMessage.star(call.user(), MessageResource.id(call), true));
  }

  Reply unstar(Call call) {
    return reply(call, markMessage.star(call.user(), MessageResource.id(call), false));
  }

  private Reply reply(Call call, Message message) {
    return Reply.ok(shown.to(call.user(), message));
  }

  private static Emoji emoji(Call call) {
    return new Emoji(call.path("emoji"));
  }
}
