package io.chattr.adapter.persistence.log;

import io.chattr.adapter.persistence.tables.MessageRow;
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
import java.util.List;
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
    var now = AsNow.of(handle, rows);
    for (LogRow row : rows) {
      LogKind.find(row.kind(), row.version())
          .flatMap(kind -> event(kind, row, now))
          .ifPresent(event -> events.add(new Logged(row.position(), event)));
    }
  }

  private static Optional<DomainEvent> event(LogKind kind, LogRow row, AsNow now) {
    return switch (kind) {
      case STATUS_MOVED -> moved(row, now);
      case CONVERSATION_CREATED -> now.conversation(row).map(ConversationCreated::new);
      case MEMBER_ADDED ->
          now.member(row, row.concerned().get(0))
              .map(member -> new MemberAdded(row.requireConversation(), member));
      case MEMBER_REMOVED ->
          Optional.of(new MemberRemoved(row.requireConversation(), row.concerned().get(0)));
      case FRIEND_REQUEST_SENT -> request(row, now, FriendRequestSent::new);
      case FRIEND_REQUEST_ACCEPTED -> request(row, now, FriendRequestAccepted::new);
      case FRIEND_REQUEST_REJECTED -> request(row, now, FriendRequestRejected::new);
      case FRIEND_REQUEST_CANCELLED -> request(row, now, FriendRequestCancelled::new);
      case FRIEND_REQUEST_UPDATED -> request(row, now, FriendRequestUpdated::new);
      case FRIEND_REMOVED ->
          Optional.of(new FriendRemoved(row.requireUser(), row.concerned().get(0)));
      case CONVERSATION_JOINED ->
          Optional.of(
              new ConversationJoined(row.requireUser(), new ConversationId(row.requireSubject())));
    };
  }

  private static Optional<DomainEvent> moved(LogRow row, AsNow now) {
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
                row.requireConversation(),
                moves,
                new Newest(new MessageId(row.requireSubject()), seq)));
  }

  private static Optional<DomainEvent> request(
      LogRow row, AsNow now, BiFunction<UserId, FriendRequest, DomainEvent> event) {
    return now.request(row).map(request -> event.apply(row.requireUser(), request));
  }
}
