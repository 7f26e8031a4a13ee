package io.chattr.domain.conversation;

import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A conversation and its present members, those who joined first in front (and by id, where they
 * joined together), as of {@code version}.
 */
public record Conversation(
    ConversationId id,
    ConversationType type,
    Details details,
    Instant createdAt,
    List<Member> members,
    long lastSeq,
    long version) {

  public Conversation {
    members = List.copyOf(members);
  }

  /** What somebody may still know of it who is no longer in it. */
  public Conversation withheld() {
    return new Conversation(id, type, Details.withheld(), createdAt, List.of(), 0, version);
  }

  public Conversation with(Details others) {
    return new Conversation(id, type, others, createdAt, members, lastSeq, version);
  }

  public Conversation with(List<Member> others) {
    return new Conversation(id, type, details, createdAt, others, lastSeq, version);
  }

  public Optional<Title> title() {
    return details.title();
  }

  public Optional<Member> member(UserId user) {
    return members.stream().filter(member -> member.user().equals(user)).findFirst();
  }
}
