package io.chattr.wire.view;

import io.chattr.domain.conversation.Unread;

/** How much one has not read in a conversation; also the data of {@code conversation:unread}. */
public record UnreadView(String conversationId, long unreadCount, long lastSeq) {

  public static UnreadView of(Unread unread) {
    return new UnreadView(unread.conversation().toString(), unread.count(), unread.lastSeq());
  }
}
