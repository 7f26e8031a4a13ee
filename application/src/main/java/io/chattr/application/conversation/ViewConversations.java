package io.chattr.application.conversation;

import io.chattr.application.port.Conversations;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.conversation.Unread;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import jakarta.inject.Inject;
import java.util.Optional;

/** A member looks at their conversations. */
public final class ViewConversations {
  private final Conversations conversations;

  @Inject
  public ViewConversations(Conversations conversations) {
    this.conversations = conversations;
  }

  /** The reader's list, the liveliest first. */
  public Page<Overview> list(UserId reader, PageRequest page) {
    return conversations.overviews(reader, page);
  }

  /** One of the reader's conversations. */
  public Overview require(UserId reader, ConversationId conversation) {
    return conversations
        .overview(new Seat(conversation, reader))
        .orElseThrow(() -> new Rejected(new NotFound("conversation")));
  }

  /** How much a member has not read; empty for everyone who is not one. */
  public Optional<Unread> findUnread(Seat seat) {
    return conversations.unread(seat);
  }
}
