package io.chattr.application.conversation;

import io.chattr.application.port.Committed;
import io.chattr.application.port.Conversations;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationSettings;
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

  /** What its creator sees of a conversation that was just opened, or was there already. */
  public Overview opened(UserId creator, Committed<Conversation> opened) {
    return opened.repeated()
        ? require(creator, opened.value().id())
        : new Overview(opened.value(), Optional.empty(), 0, ConversationSettings.defaults());
  }

  /** How much a member has not read; empty for everyone who is not one. */
  public Optional<Unread> findUnread(Seat seat) {
    return conversations.unread(seat);
  }
}
