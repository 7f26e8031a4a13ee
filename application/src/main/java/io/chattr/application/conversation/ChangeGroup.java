package io.chattr.application.conversation;

import io.chattr.application.port.Conversations;
import io.chattr.application.port.Journal;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.decision.Ranks;
import io.chattr.domain.decision.Ranks.DetailsChange;
import io.chattr.domain.decision.Ranks.MemberChange;
import io.chattr.domain.decision.Roster;
import io.chattr.domain.decision.Seat;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import jakarta.inject.Inject;

/** A member changes a group itself: its details, what its members may do, or that it is there. */
public final class ChangeGroup {
  private final Conversations conversations;
  private final ArrangeConversation arrangements;
  private final Journal journal;

  @Inject
  public ChangeGroup(
      Conversations conversations, ArrangeConversation arrangements, Journal journal) {
    this.conversations = conversations;
    this.arrangements = arrangements;
    this.journal = journal;
  }

  public Conversation describe(UserId by, ConversationId conversation, DetailsChange change) {
    return journal.commit(() -> new Ranks(require(conversation)).describe(by, change)).value();
  }

  public Member update(UserId by, ConversationId conversation, UserId member, MemberChange change) {
    return journal
        .commit(() -> new Ranks(require(conversation)).update(by, member, change))
        .value();
  }

  /** Ends a group for all, or hides a direct conversation from {@code by} alone. */
  public void delete(UserId by, ConversationId conversation) {
    if (require(conversation).type() == ConversationType.DIRECT) {
      arrangements.hide(new Seat(conversation, by));
    } else {
      journal.commit(() -> new Roster(require(conversation)).end(by));
    }
  }

  private Conversation require(ConversationId conversation) {
    return conversations
        .find(conversation)
        .orElseThrow(() -> new Rejected(new NotFound("conversation")));
  }
}
