package io.chattr.adapter.persistence.log;

import io.chattr.domain.event.ConversationEvent;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.DomainEvent;
import io.chattr.domain.event.UserEvent;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.FriendRequestAccepted;
import io.chattr.domain.event.UserEvent.FriendRequestCancelled;
import io.chattr.domain.event.UserEvent.FriendRequestRejected;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log: which event, and the ids of what it concerns. What it says, readers look up.
 *
 * @param conversation the stream, of an event about a conversation
 * @param user the stream, of an event for one person
 * @param users whom it concerns, with spaces between, which ids have none of
 * @param subject the message, request or conversation that it concerns
 */
public record LogRow(
    long position,
    String kind,
    int version,
    @Nullable UUID conversation,
    @Nullable String user,
    @Nullable String users,
    @Nullable UUID subject,
    @Nullable Long seq) {

  /** The row of any event but a message, which is its own. */
  public static LogRow of(long position, DomainEvent event) {
    return switch (event) {
      case ConversationEvent about -> about(position, about);
      case UserEvent told -> told(position, told);
    };
  }

  private static LogRow about(long position, ConversationEvent event) {
    String users =
        switch (event) {
          case StatusMoved moved ->
              moved.moves().stream()
                  .map(move -> move.user().value())
                  .collect(Collectors.joining(" "));
          case MemberAdded added -> added.member().user().value();
          case MemberRemoved removed -> removed.member().value();
          case ConversationCreated created -> null;
          case MessagePosted posted -> null;
        };
    boolean isMove = event instanceof StatusMoved;
    return new LogRow(
        position,
        LogKind.of(event).name(),
        LogKind.VERSION,
        event.conversation().value(),
        null,
        users,
        isMove ? ((StatusMoved) event).newest().message().value() : null,
        isMove ? ((StatusMoved) event).newest().seq() : null);
  }

  private static LogRow told(long position, UserEvent event) {
    UUID subject =
        switch (event) {
          case FriendRequestSent sent -> sent.request().id().value();
          case FriendRequestAccepted accepted -> accepted.request().id().value();
          case FriendRequestRejected rejected -> rejected.request().id().value();
          case FriendRequestCancelled cancelled -> cancelled.request().id().value();
          case FriendRequestUpdated updated -> updated.request().id().value();
          case ConversationJoined joined -> joined.conversation().value();
          case FriendRemoved removed -> null;
        };
    return new LogRow(
        position,
        LogKind.of(event).name(),
        LogKind.VERSION,
        null,
        event.user().value(),
        event instanceof FriendRemoved removed ? removed.friend().value() : null,
        subject,
        null);
  }

  List<UserId> concerned() {
    return users == null || users.isEmpty()
        ? List.of()
        : List.of(users.split(" ", -1)).stream().map(UserId::new).toList();
  }

  ConversationId requireConversation() {
    return new ConversationId(required(conversation));
  }

  UserId requireUser() {
    return new UserId(required(user));
  }

  UUID requireSubject() {
    return required(subject);
  }

  private <T> T required(@Nullable T id) {
    if (id == null) {
      throw new IllegalStateException("A row of the log lacks an id: " + this);
    }
    return id;
  }
}
