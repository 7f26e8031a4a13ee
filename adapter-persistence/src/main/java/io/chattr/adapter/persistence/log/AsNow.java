package io.chattr.adapter.persistence.log;

import io.chattr.adapter.persistence.tables.ConversationRow;
import io.chattr.adapter.persistence.tables.FriendRequestRow;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What some rows are about, as it is now. */
record AsNow(
    Map<ConversationId, Conversation> conversations,
    Map<UUID, FriendRequest> requests,
    Map<UUID, List<Time>> times) {

  /** A time of membership, with what was true at its end or is now. */
  private record Time(long from, long to, Member member) {}

  static AsNow of(Handle handle, List<LogRow> rows) {
    var conversations = new ArrayList<UUID>();
    var requests = new ArrayList<UUID>();
    var seats = new ArrayList<UUID>();
    var users = new ArrayList<String>();
    for (LogRow row : rows) {
      UUID conversation = row.conversation();
      UUID subject = row.subject();
      if (conversation != null && row.concerned().isEmpty()) {
        conversations.add(conversation);
      } else if (conversation != null) {
        row.concerned()
            .forEach(
                user -> {
                  seats.add(conversation);
                  users.add(user.value());
                });
      } else if (subject != null) {
        requests.add(subject);
      }
    }
    return new AsNow(
        conversations.isEmpty() ? Map.of() : ConversationRow.load(handle, conversations),
        requests.isEmpty() ? Map.of() : requests(handle, requests),
        seats.isEmpty() ? Map.of() : times(handle, seats, users));
  }

  private static Map<UUID, FriendRequest> requests(Handle handle, List<UUID> ids) {
    var requests = new HashMap<UUID, FriendRequest>();
    handle
        .createQuery(
            "select "
                + FriendRequestRow.COLUMNS
                + " from chattr_friend_request r where r.id = any(:ids)")
        .bindArray("ids", UUID.class, ids)
        .map(FriendRequestRow::map)
        .forEach(request -> requests.put(request.id().value(), request));
    return requests;
  }

  private static Map<UUID, List<Time>> times(
      Handle handle, List<UUID> conversations, List<String> users) {
    var times = new HashMap<UUID, List<Time>>();
    handle
        .createQuery(
            """
            select m.conversation, m.user_id, m.from_position, m.to_position, m.role,
              m.visible_from_seq, m.delivered_up_to, m.read_up_to
            from (
              select distinct s.conversation, s.user_id
              from unnest(cast(:conversations as uuid array), cast(:users as varchar array))
                as s (conversation, user_id)) s
            join chattr_membership m
              on m.conversation = s.conversation and m.user_id = s.user_id
            """)
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
                            ConversationRow.member(row))))
        .list();
    return times;
  }

  Optional<Conversation> conversation(LogRow row) {
    return Optional.ofNullable(conversations.get(row.requireConversation()));
  }

  Optional<FriendRequest> request(LogRow row) {
    return Optional.ofNullable(requests.get(row.requireSubject()));
  }

  /** As they were at the end of the membership in which this happened, or as they are now. */
  Optional<Member> member(LogRow row, UserId user) {
    return times.getOrDefault(row.requireConversation().value(), List.of()).stream()
        .filter(time -> time.member().user().equals(user))
        .filter(time -> time.from() <= row.position() && row.position() <= time.to())
        .map(Time::member)
        .findFirst();
  }
}
