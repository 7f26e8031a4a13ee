package io.chattr.adapter.persistence.journal;

import io.chattr.adapter.persistence.tables.ConversationRow;
import io.chattr.adapter.persistence.tables.FriendRequestRow;
import io.chattr.adapter.persistence.tables.MessageRow;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.event.ConversationEvent.Newest;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.Logged;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.FriendRequestAccepted;
import io.chattr.domain.event.UserEvent.FriendRequestCancelled;
import io.chattr.domain.event.UserEvent.FriendRequestRejected;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/**
 * Makes events again of what lies at positions of the log: a row says which and whom, the tables
 * what is true of them now.
 */
final class EventReader {
  private final Handle handle;
  private final List<Logged> events = new ArrayList<>();

  EventReader(Handle handle) {
    this.handle = handle;
  }

  /** The events at these positions, in order; without those that this version does not know. */
  List<Logged> at(Collection<Long> positions) {
    if (!positions.isEmpty()) {
      messages(positions);
      others(rows(positions));
    }
    return events.stream().sorted(Comparator.comparingLong(Logged::position)).toList();
  }

  private void messages(Collection<Long> positions) {
    events.addAll(
        handle
            .createQuery(
                "select m.position, "
                    + MessageRow.COLUMNS
                    + " from chattr_message m where m.position = any(:positions)")
            .bindArray("positions", Long.class, positions)
            .map(
                (row, context) ->
                    new Logged(row.getLong("position"), new MessagePosted(MessageRow.read(row))))
            .list());
  }

  private List<LogRow> rows(Collection<Long> positions) {
    return handle
        .createQuery("select * from chattr_log where position = any(:positions)")
        .bindArray("positions", Long.class, positions)
        .map(
            (row, context) ->
                new LogRow(
                    row.getLong("position"),
                    row.getString("kind"),
                    row.getInt("kind_version"),
                    row.getObject("conversation", UUID.class),
                    row.getString("user_id"),
                    row.getString("users"),
                    row.getObject("subject", UUID.class),
                    row.getLong("seq")))
        .list();
  }

  private void others(List<LogRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    var now = Now.of(handle, rows);
    for (LogRow row : rows) {
      LogKind.find(row.kind(), row.version())
          .flatMap(kind -> event(kind, row, now))
          .ifPresent(event -> events.add(new Logged(row.position(), event)));
    }
  }

  private static Optional<DomainEvent> event(LogKind kind, LogRow row, Now now) {
    return switch (kind) {
      case STATUS_MOVED -> moved(row, now);
      case CONVERSATION_CREATED -> now.conversation(row).map(ConversationCreated::new);
      case MEMBER_ADDED ->
          now.member(row, row.concerned().get(0))
              .map(member -> new MemberAdded(conversation(row), member));
      case MEMBER_REMOVED ->
          Optional.of(new MemberRemoved(conversation(row), row.concerned().get(0)));
      case FRIEND_REQUEST_SENT -> request(row, now, FriendRequestSent::new);
      case FRIEND_REQUEST_ACCEPTED -> request(row, now, FriendRequestAccepted::new);
      case FRIEND_REQUEST_REJECTED -> request(row, now, FriendRequestRejected::new);
      case FRIEND_REQUEST_CANCELLED -> request(row, now, FriendRequestCancelled::new);
      case FRIEND_REQUEST_UPDATED -> request(row, now, FriendRequestUpdated::new);
      case FRIEND_REMOVED -> Optional.of(new FriendRemoved(user(row), row.concerned().get(0)));
      case CONVERSATION_JOINED ->
          Optional.of(new ConversationJoined(user(row), new ConversationId(subject(row))));
    };
  }

  private static Optional<DomainEvent> moved(LogRow row, Now now) {
    List<Move> moves =
        row.concerned().stream()
            .flatMap(
                user ->
                    now
                        .member(row, user)
                        .map(member -> new Move(user, member.watermarks()))
                        .stream())
            .toList();
    Long seq = row.seq();
    return moves.isEmpty() || seq == null
        ? Optional.empty()
        : Optional.of(
            new StatusMoved(
                conversation(row), moves, new Newest(new MessageId(subject(row)), seq)));
  }

  private static Optional<DomainEvent> request(
      LogRow row, Now now, BiFunction<UserId, FriendRequest, DomainEvent> event) {
    return now.request(row).map(request -> event.apply(user(row), request));
  }

  private static ConversationId conversation(LogRow row) {
    return new ConversationId(required(row.conversation(), row));
  }

  private static UserId user(LogRow row) {
    return new UserId(required(row.user(), row));
  }

  private static UUID subject(LogRow row) {
    return required(row.subject(), row);
  }

  private static <T> T required(@org.jspecify.annotations.Nullable T value, LogRow row) {
    if (value == null) {
      throw new IllegalStateException("A row of the log lacks an id: " + row);
    }
    return value;
  }

  /** What some rows are about, as it is now. */
  private record Now(
      Map<ConversationId, Conversation> conversations,
      Map<UUID, FriendRequest> requests,
      Map<UUID, List<Time>> times) {

    /** A time of membership, with what was true at its end or is now. */
    private record Time(long from, long to, Member member) {}

    static Now of(Handle handle, List<LogRow> rows) {
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
      return new Now(
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
                on m.conversation = s.conversation and m.user_id = s.user_id\
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
      return Optional.ofNullable(conversations.get(EventReader.conversation(row)));
    }

    Optional<FriendRequest> request(LogRow row) {
      return Optional.ofNullable(requests.get(EventReader.subject(row)));
    }

    /** As they were at the end of the membership in which this happened, or as they are now. */
    Optional<Member> member(LogRow row, UserId user) {
      return times.getOrDefault(required(row.conversation(), row), List.of()).stream()
          .filter(time -> time.member().user().equals(user))
          .filter(time -> time.from() <= row.position() && row.position() <= time.to())
          .map(Time::member)
          .findFirst();
    }
  }
}
