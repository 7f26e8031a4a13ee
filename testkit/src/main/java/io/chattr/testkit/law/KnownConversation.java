package io.chattr.testkit.law;

import static java.util.Objects.requireNonNull;

import io.chattr.domain.content.Deleted;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationSettings;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Emoji;
import io.chattr.domain.message.Message;
import io.chattr.domain.message.MessageMarks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A conversation as a client keeps it. */
final class KnownConversation {
  private final TreeMap<UserId, Member> members = new TreeMap<>();
  private final TreeMap<Long, Message> messages = new TreeMap<>();
  private final Map<MessageId, MessageMarks> marks = new HashMap<>();
  private ConversationSettings settings = ConversationSettings.defaults();
  private @Nullable Conversation state;
  private long lastSeq;

  void become(Conversation now) {
    state = now;
    lastSeq = Math.max(lastSeq, now.lastSeq());
    members.clear();
    now.members().forEach(this::join);
  }

  void describe(Conversation now) {
    state = requireNonNull(state).with(now.details());
  }

  void arrange(ConversationSettings wanted) {
    settings = wanted;
  }

  /** Whether it is left out of the list, as far as is known. */
  boolean isHidden() {
    return settings.hides(lastSeq);
  }

  void add(Message message) {
    messages.put(message.seq(), message);
    lastSeq = Math.max(lastSeq, message.seq());
  }

  /** A message that is not there was deleted for its reader, and stays so. */
  void change(Message message) {
    if (messages.replace(message.seq(), message) != null && message.isDeleted()) {
      marks.remove(message.id());
    }
  }

  void hide(Message message) {
    messages.remove(message.seq());
    marks.remove(message.id());
  }

  void mark(Map<MessageId, MessageMarks> own) {
    marks.putAll(own);
  }

  void star(Message message, boolean on) {
    mark(message, present -> new MessageMarks(false, on, present.reactions()));
  }

  void reacted(Message message, Set<Emoji> own) {
    mark(message, present -> new MessageMarks(false, present.starred(), own));
  }

  private void mark(Message message, UnaryOperator<MessageMarks> change) {
    if (!messages.containsKey(message.seq()) || message.isDeleted()) {
      return;
    }
    MessageMarks changed = change.apply(marks.getOrDefault(message.id(), MessageMarks.none()));
    if (changed.equals(MessageMarks.none())) {
      marks.remove(message.id());
    } else {
      marks.put(message.id(), changed);
    }
  }

  void rank(Member ranked) {
    members.computeIfPresent(
        ranked.user(), (user, member) -> member.with(ranked.role()).with(ranked.grants()));
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
        known.details(),
        known.createdAt(),
        List.copyOf(members.values()),
        lastSeq,
        List.copyOf(messages.values()),
        Map.copyOf(marks),
        settings,
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
