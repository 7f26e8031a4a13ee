package io.chattr.adapter.memory;

import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.ConversationSettings;
import io.chattr.domain.conversation.ConversationType;
import io.chattr.domain.conversation.Details;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.identity.UserPair;
import io.chattr.domain.message.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A conversation with its members, past and present, and its messages. */
final class Room {
  final Stream stream = new Stream();
  final List<Interval> intervals = new ArrayList<>();
  // In the order of their coming.
  final LinkedHashMap<UserId, Member> members = new LinkedHashMap<>();
  // Of those who left, as they were: events of theirs are still read.
  final Map<UserId, Member> former = new HashMap<>();
  final Map<UserId, Long> seatVersions = new HashMap<>();
  final Map<UserId, ConversationSettings> settings = new HashMap<>();
  final List<Shelf> messages = new ArrayList<>();
  // In the order of their pinning.
  final LinkedHashSet<MessageId> pins = new LinkedHashSet<>();
  Details details;
  long version;
  // Position of the last message or, without one, of the beginning.
  long activity;
  private final Conversation beginning;

  Room(Conversation beginning, long position) {
    this.beginning = beginning;
    this.details = beginning.details();
    this.version = beginning.version();
    this.activity = position;
    beginning.members().forEach(member -> join(member, position));
  }

  long lastSeq() {
    return messages.size();
  }

  ConversationType type() {
    return beginning.type();
  }

  /** The two of a direct conversation. */
  Optional<UserPair> pair() {
    return type() == ConversationType.DIRECT
        ? Optional.of(
            UserPair.of(
                beginning.members().getFirst().user(), beginning.members().getLast().user()))
        : Optional.empty();
  }

  Conversation state() {
    return new Conversation(
        beginning.id(),
        beginning.type(),
        details,
        beginning.createdAt(),
        List.copyOf(members.values()),
        lastSeq(),
        version);
  }

  void join(Member member, long position) {
    settings.remove(member.user());
    members.put(member.user(), member);
    intervals.add(new Interval(member.user(), position, Interval.OPEN, member.visibleFromSeq()));
    seatVersions.merge(member.user(), 1L, Long::sum);
  }

  void leave(UserId user, long position) {
    Optional.ofNullable(members.remove(user)).ifPresent(member -> former.put(user, member));
    intervals.replaceAll(
        interval ->
            interval.isOpen() && interval.user().equals(user)
                ? new Interval(user, interval.from(), position, interval.visibleFromSeq())
                : interval);
    seatVersions.merge(user, 1L, Long::sum);
  }

  void end(long position) {
    List.copyOf(members.keySet()).forEach(user -> leave(user, position));
  }

  void arrange(UserId user, ConversationSettings wanted) {
    settings.put(user, wanted);
    seatVersions.merge(user, 1L, Long::sum);
  }

  ConversationSettings settings(UserId user) {
    return settings.getOrDefault(user, ConversationSettings.defaults());
  }

  /** Another role, or other grants. */
  void rank(Member ranked) {
    members.computeIfPresent(
        ranked.user(), (id, member) -> member.with(ranked.role()).with(ranked.grants()));
    seatVersions.merge(ranked.user(), 1L, Long::sum);
  }

  void pin(Message message) {
    pins.remove(message.id());
    if (message.pinned()) {
      pins.add(message.id());
    }
  }

  void move(UserId user, Watermarks watermarks) {
    members.computeIfPresent(user, (id, member) -> member.with(watermarks));
    seatVersions.merge(user, 1L, Long::sum);
  }

  /** The version of somebody's seat; 0 for who is not a member. */
  long seatVersion(UserId user) {
    return members.containsKey(user) ? seatVersions.getOrDefault(user, 0L) : 0;
  }

  /** The messages that a member may see and did not hide. */
  java.util.stream.Stream<Message> visible(Member member, Set<MessageId> hidden) {
    return from(member.visibleFromSeq() - 1).filter(message -> !hidden.contains(message.id()));
  }

  private java.util.stream.Stream<Message> from(long seq) {
    return messages.subList((int) Math.min(seq, lastSeq()), messages.size()).stream()
        .map(shelf -> shelf.message);
  }

  long unread(Member member, Set<MessageId> hidden) {
    return from(Math.max(member.watermarks().readUpTo(), member.visibleFromSeq() - 1))
        .filter(message -> !message.sender().equals(member.user()))
        .filter(message -> !message.isDeleted())
        .filter(message -> !hidden.contains(message.id()))
        .count();
  }

  Overview overview(Member member, Set<MessageId> hidden) {
    return new Overview(
        state(),
        visible(member, hidden).reduce((earlier, later) -> later),
        unread(member, hidden),
        settings(member.user()));
  }
}
