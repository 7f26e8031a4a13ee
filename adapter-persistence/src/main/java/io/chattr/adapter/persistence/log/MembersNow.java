package io.chattr.adapter.persistence.log;

import io.chattr.adapter.persistence.tables.MemberRow;
import io.chattr.domain.conversation.ConversationSettings;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.identity.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Members whom rows of the log are about, as they are now or were when they left. */
final class MembersNow {
  private final Handle handle;
  private final List<UUID> conversations = new ArrayList<>();
  private final List<String> users = new ArrayList<>();
  private final Map<UUID, List<Time>> times = new HashMap<>();

  MembersNow(Handle handle) {
    this.handle = handle;
  }

  /** A time of membership, with what was true at its end or is now. */
  private record Time(long from, long to, Member member, ConversationSettings settings) {
    boolean isOf(UserId user, long position) {
      return member.user().equals(user) && from <= position && position <= to;
    }
  }

  void want(UUID conversation, UserId user) {
    conversations.add(conversation);
    users.add(user.value());
  }

  void load() {
    if (conversations.isEmpty()) {
      return;
    }
    handle
        .createQuery(
            """
            select m.conversation, m.from_position, m.to_position, %s, %s
            from (
              select distinct s.conversation, s.user_id
              from unnest(cast(:conversations as uuid array), cast(:users as varchar array))
                as s (conversation, user_id)) s
            join chattr_membership m
              on m.conversation = s.conversation and m.user_id = s.user_id
            """
                .formatted(MemberRow.COLUMNS, MemberRow.SETTINGS))
        .bindArray("conversations", UUID.class, conversations)
        .bindArray("users", String.class, users)
        .map(
            (row, context) ->
                times
                    .computeIfAbsent(
                        row.getObject("conversation", UUID.class), id -> new ArrayList<>())
                    .add(
                        new Time(
                            row.getLong("from_position"),
                            row.getLong("to_position"),
                            MemberRow.read(row),
                            MemberRow.settings(row))))
        .list();
  }

  /** As they were at the end of the membership in which this happened, or as they are now. */
  Optional<Member> find(LogRow row, UserId user) {
    return time(row.requireConversation().value(), user, row.position()).map(Time::member);
  }

  /** How the user of {@code row} keeps the conversation that it is about. */
  Optional<ConversationSettings> settings(LogRow row) {
    return time(row.requireSubject(), row.requireUser(), row.position()).map(Time::settings);
  }

  private Optional<Time> time(UUID conversation, UserId user, long position) {
    return times.getOrDefault(conversation, List.of()).stream()
        .filter(time -> time.isOf(user, position))
        .findFirst();
  }
}
