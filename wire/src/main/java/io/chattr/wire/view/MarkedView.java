package io.chattr.wire.view;

import io.chattr.application.message.MarkMessages.Marked;

/** How far one has come in a conversation. */
public record MarkedView(String conversationId, long deliveredUpTo, long readUpTo) {

  public static MarkedView of(Marked marked) {
    return new MarkedView(
        marked.conversation().toString(),
        marked.watermarks().deliveredUpTo(),
        marked.watermarks().readUpTo());
  }
}
