package io.chattr.adapter.persistence.log;

import io.chattr.adapter.persistence.tables.MessageRow;
import io.chattr.domain.conversation.Member;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.ConversationDeleted;
import io.chattr.domain.event.ConversationEvent.ConversationUpdated;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberProfileChanged;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MemberUpdated;
import io.chattr.domain.event.ConversationEvent.MessageDeleted;
import io.chattr.domain.event.ConversationEvent.MessageEdited;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.Move;
import io.chattr.domain.event.ConversationEvent.Newest;
import io.chattr.domain.event.ConversationEvent.PinChanged;
import io.chattr.domain.event.ConversationEvent.ReactionsChanged;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.Logged;
import io.chattr.domain.event.UserEvent.BlockChanged;
import io.chattr.domain.event.UserEvent.ConversationArranged;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.FriendRequestAccepted;
import io.chattr.domain.event.UserEvent.FriendRequestCancelled;
import io.chattr.domain.event.UserEvent.FriendRequestRejected;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import io.chattr.domain.event.UserEvent.MessageHidden;
import io.chattr.domain.event.UserEvent.ProfileChanged;
import io.chattr.domain.event.UserEvent.StarChanged;
import io.chattr.domain.event.UserEvent.UserSettingsChanged;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.MessageId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
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
                "select "
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
      row.known()
          .flatMap(kind -> event(kind, row, now))
          .ifPresent(event -> events.add(new Logged(row.position(), event)));
    }
  }

  private static Optional<? extends DomainEvent> event(LogKind kind, LogRow row, AsNow now) {
    return switch (kind) {
      case MESSAGE_EDITED,
          MESSAGE_DELETED,
          REACTIONS_CHANGED,
          PIN_CHANGED,
          MESSAGE_HIDDEN,
          STAR_CHANGED ->
          now.messages().find(row).map(message -> aboutMessage(kind, row, now, message));
      case STATUS_MOVED -> moved(row, now);
      case CONVERSATION_CREATED -> now.conversation(row).map(ConversationCreated::new);
      case CONVERSATION_UPDATED -> now.conversation(row).map(ConversationUpdated::new);
      case CONVERSATION_DELETED -> Optional.of(new ConversationDeleted(row.requireConversation()));
      case MEMBER_ADDED -> member(row, now, MemberAdded::new);
      case MEMBER_UPDATED -> member(row, now, MemberUpdated::new);
      case MEMBER_REMOVED ->
          Optional.of(new MemberRemoved(row.requireConversation(), row.requireConcerned()));
      case MEMBER_PROFILE_CHANGED ->
          Optional.of(new MemberProfileChanged(row.requireConversation(), row.requireConcerned()));
      case FRIEND_REQUEST_SENT -> request(row, now, FriendRequestSent::new);
      case FRIEND_REQUEST_ACCEPTED -> request(row, now, FriendRequestAccepted::new);
      case FRIEND_REQUEST_REJECTED -> request(row, now, FriendRequestRejected::new);
      case FRIEND_REQUEST_CANCELLED -> request(row, now, FriendRequestCancelled::new);
      case FRIEND_REQUEST_UPDATED -> request(row, now, FriendRequestUpdated::new);
      case FRIEND_REMOVED ->
          Optional.of(new FriendRemoved(row.requireUser(), row.requireConcerned()));
      case BLOCK_CHANGED ->
          Optional.of(
              new BlockChanged(
                  row.requireUser(), row.requireConcerned(), now.people().isBlocked(row)));
      case PROFILE_CHANGED ->
          Optional.of(new ProfileChanged(row.requireUser(), row.requireConcerned()));
      case USER_SETTINGS_CHANGED ->
          Optional.of(new UserSettingsChanged(row.requireUser(), now.people().settings(row)));
      case CONVERSATION_JOINED ->
          Optional.of(
              new ConversationJoined(row.requireUser(), new ConversationId(row.requireSubject())));
      case CONVERSATION_ARRANGED -> arranged(row, now);
    };
  }

  private static DomainEvent aboutMessage(LogKind kind, LogRow row, AsNow now, Message message) {
    return switch (kind) {
      case MESSAGE_EDITED -> new MessageEdited(message, now.messages().lastSeq(message));
      case MESSAGE_DELETED -> new MessageDeleted(message, now.messages().lastSeq(message));
      case REACTIONS_CHANGED -> {
        UserId user = row.requireConcerned();
        yield new ReactionsChanged(message, user, now.messages().marks(message, user).reactions());
      }
      case PIN_CHANGED -> new PinChanged(message);
      case MESSAGE_HIDDEN -> new MessageHidden(row.requireUser(), message);
      case STAR_CHANGED -> {
        UserId user = row.requireUser();
        yield new StarChanged(user, message, now.messages().marks(message, user).starred());
      }
      default -> throw new IllegalArgumentException(kind + " is not about a message");
    };
  }

  private static Optional<DomainEvent> moved(LogRow row, AsNow now) {
    List<Move> moves =
        row.concerned().stream()
            .flatMap(user -> now.members().find(row, user).stream())
            .map(member -> new Move(member.user(), member.watermarks()))
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

  private static Optional<DomainEvent> member(
      LogRow row, AsNow now, BiFunction<ConversationId, Member, DomainEvent> event) {
    return now.members()
        .find(row, row.requireConcerned())
        .map(member -> event.apply(row.requireConversation(), member));
  }

  private static Optional<DomainEvent> arranged(LogRow row, AsNow now) {
    return now.members()
        .settings(row)
        .map(
            settings ->
                new ConversationArranged(
                    row.requireUser(), new ConversationId(row.requireSubject()), settings));
  }

  private static Optional<DomainEvent> request(
      LogRow row, AsNow now, BiFunction<UserId, FriendRequest, DomainEvent> event) {
    return now.people().request(row).map(request -> event.apply(row.requireUser(), request));
  }
}
