package io.chattr.application.conversation;

import io.chattr.application.port.Conversations;
import io.chattr.application.port.Directory;
import io.chattr.application.port.Journal;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.decision.HouseRules;
import io.chattr.domain.decision.Roster;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import jakarta.inject.Inject;
import java.util.Set;

/** A member brings somebody into a group, removes somebody, or leaves. */
public final class ChangeMembers {
  private final Conversations conversations;
  private final Directory directory;
  private final Journal journal;
  private final HouseRules rules;

  @Inject
  public ChangeMembers(
      Conversations conversations, Directory directory, Journal journal, HouseRules rules) {
    this.conversations = conversations;
    this.directory = directory;
    this.journal = journal;
    this.rules = rules;
  }

  /** Answers with the member; one who is there already stays as they are. */
  public Member add(UserId by, ConversationId conversation, UserId user) {
    if (directory.find(user).isEmpty()) {
      throw new Rejected(new NotFound("user"));
    }
    return journal.commit(() -> roster(conversation).add(by, user, rules.groupSize())).value();
  }

  /**
   * Adds one after the other, which is not one transaction: who came in before a refusal stays. All
   * have to exist, or nobody is added; doing all of it again does no harm.
   */
  public void addAll(UserId by, ConversationId conversation, Set<UserId> users) {
    if (!directory.profiles(users).keySet().containsAll(users)) {
      throw new Rejected(new NotFound("user"));
    }
    users.forEach(user -> add(by, conversation, user));
  }

  /** {@code by} and {@code user} are the same when somebody leaves. */
  public void remove(UserId by, ConversationId conversation, UserId user) {
    journal.commit(() -> roster(conversation).remove(by, user));
  }

  private Roster roster(ConversationId conversation) {
    return conversations
        .find(conversation)
        .map(Roster::new)
        .orElseThrow(() -> new Rejected(new NotFound("conversation")));
  }
}
