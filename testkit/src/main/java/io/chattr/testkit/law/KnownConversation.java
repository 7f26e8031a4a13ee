package io.chattr.testkit.law;

import static java.util.Objects.requireNonNull;

import io.chattr.domain.content.Deleted;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A conversation as a client keeps it. */
final class KnownConversation {
  private final TreeMap<UserId, Member> members = new TreeMap<>();
  private final TreeMap<Long, Message> messages = new TreeMap<>();
  private @Nullable Conversation state;
  private long lastSeq;

  void become(Conversation now) {
    state = now;
    lastSeq = Math.max(lastSeq, now.lastSeq());
    members.clear();
    now.members().forEach(this::join);
  }

  void add(Message message) {
    messages.put(message.seq(), message);
    lastSeq = Math.max(lastSeq, message.seq());
  }

  void join(Member member) {
    members.put(member.user(), member);
  }

  void leave(UserId user) {
    members.remove(user);
  }

  void move(Move move) {
    members.computeIfPresent(move.user(), (user, member) -> member.with(move.watermarks()));
  }

  Snapshot.View view(UserId owner) {
    Conversation known = requireNonNull(state);
    return new Snapshot.View(
        known.type(),
        known.title(),
        known.createdAt(),
        List.copyOf(members.values()),
        lastSeq,
        List.copyOf(messages.values()),
        unread(requireNonNull(members.get(owner))));
  }

  private long unread(Member owner) {
    long read = Math.max(owner.watermarks().readUpTo(), owner.visibleFromSeq() - 1);
    return messages.tailMap(read, false).values().stream()
        .filter(message -> !message.sender().equals(owner.user()))
        .filter(message -> !(message.content() instanceof Deleted))
        .count();
  }
}
