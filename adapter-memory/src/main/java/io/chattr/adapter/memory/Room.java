package io.chattr.adapter.memory;

import io.chattr.domain.content.Deleted;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Interval;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.conversation.Watermarks;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A conversation with its members, past and present, and its messages. */
final class Room {
  final Stream stream = new Stream();
  final List<Interval> intervals = new ArrayList<>();
  final TreeMap<UserId, Member> members = new TreeMap<>();
  // Of those who left, as they were: events of theirs are still read.
  final Map<UserId, Member> former = new HashMap<>();
  final Map<UserId, Long> watermarkVersions = new HashMap<>();
  final List<Message> messages = new ArrayList<>();
  long version;
  // Position of the last message or, without one, of the beginning.
  long activity;
  private final Conversation beginning;

  Room(Conversation beginning, long position) {
    this.beginning = beginning;
    this.version = beginning.version();
    this.activity = position;
    beginning.members().forEach(member -> join(member, position));
  }

  long lastSeq() {
    return messages.size();
  }

  Conversation state() {
    return new Conversation(
        beginning.id(),
        beginning.type(),
        beginning.title(),
        beginning.createdAt(),
        List.copyOf(members.values()),
        lastSeq(),
        version);
  }

  void join(Member member, long position) {
    members.put(member.user(), member);
    intervals.add(new Interval(member.user(), position, Interval.OPEN, member.visibleFromSeq()));
    watermarkVersions.merge(member.user(), 1L, Long::sum);
  }

  void leave(UserId user, long position) {
    Optional.ofNullable(members.remove(user)).ifPresent(member -> former.put(user, member));
    intervals.replaceAll(
        interval ->
            interval.isOpen() && interval.user().equals(user)
                ? new Interval(user, interval.from(), position, interval.visibleFromSeq())
                : interval);
    watermarkVersions.merge(user, 1L, Long::sum);
  }

  void move(UserId user, Watermarks watermarks) {
    members.computeIfPresent(user, (id, member) -> member.with(watermarks));
    watermarkVersions.merge(user, 1L, Long::sum);
  }

  /** The version of somebody's watermarks; 0 for who is not a member. */
  long watermarkVersion(UserId user) {
    return members.containsKey(user) ? watermarkVersions.getOrDefault(user, 0L) : 0;
  }

  long unread(Member member) {
    long from = Math.max(member.watermarks().readUpTo(), member.visibleFromSeq() - 1);
    return messages.subList((int) Math.min(from, lastSeq()), messages.size()).stream()
        .filter(message -> !message.sender().equals(member.user()))
        .filter(message -> !(message.content() instanceof Deleted))
        .count();
  }

  Overview overview(Member member) {
    Optional<Message> last =
        messages.isEmpty()
            ? Optional.empty()
            : Optional.of(messages.get(messages.size() - 1))
                .filter(message -> message.seq() >= member.visibleFromSeq());
    return new Overview(state(), last, unread(member));
  }
}
