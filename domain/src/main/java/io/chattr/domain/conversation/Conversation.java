package io.chattr.domain.conversation;

import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A conversation and its present members, in the order of their ids, as of {@code version}. */
public record Conversation(
    ConversationId id,
    ConversationType type,
    Optional<Title> title,
    Instant createdAt,
    List<Member> members,
    long lastSeq,
    long version) {

  public Conversation {
    members = List.copyOf(members);
  }

  /** What somebody may still know of it who is no longer in it. */
  public Conversation withheld() {
    return new Conversation(id, type, Optional.empty(), createdAt, List.of(), 0, version);
  }

  public Optional<Member> member(UserId user) {
    return members.stream().filter(member -> member.user().equals(user)).findFirst();
  }
}
