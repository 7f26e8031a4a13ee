package io.chattr.wire.view;

import io.chattr.application.live.Notice;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.event.ConversationEvent;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.UserEvent;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.FriendRequestAccepted;
import io.chattr.domain.event.UserEvent.FriendRequestCancelled;
import io.chattr.domain.event.UserEvent.FriendRequestRejected;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event in the native vocabulary: its name, the cursor of who has heard it where it is logged,
 * and its data. The same for everyone who hears it.
 */
public record EventView(String type, @Nullable String cursor, EventData data) {

  public static EventView of(Notice notice) {
    return switch (notice.event()) {
      case ConversationEvent event -> of(notice, event);
      case UserEvent event -> of(notice, event);
    };
  }

  private static EventView of(Notice notice, ConversationEvent event) {
    return switch (event) {
      case MessagePosted posted ->
          logged(notice, "message:new", EventData.MessageChanged.of(posted.message()));
      case StatusMoved moved -> logged(notice, "message:status", EventData.StatusChanged.of(moved));
      case ConversationCreated created -> conversation(notice, "created", created.state());
      case MemberAdded added ->
          logged(
              notice,
              "member:added",
              new EventData.MemberCame(
                  added.conversation().toString(), MemberView.of(added.member())));
      case MemberRemoved removed ->
          logged(
              notice,
              "member:removed",
              new EventData.MemberWent(
                  removed.conversation().toString(), removed.member().value()));
    };
  }

  private static EventView of(Notice notice, UserEvent event) {
    return switch (event) {
      case FriendRequestSent sent -> request(notice, "request_sent", sent, sent.request());
      case FriendRequestAccepted accepted ->
          request(notice, "request_accepted", accepted, accepted.request());
      case FriendRequestRejected rejected ->
          request(notice, "request_rejected", rejected, rejected.request());
      case FriendRequestCancelled cancelled ->
          request(notice, "request_cancelled", cancelled, cancelled.request());
      case FriendRequestUpdated updated ->
          request(notice, "request_updated", updated, updated.request());
      case FriendRemoved removed ->
          logged(notice, "friend:removed", new EventData.UserNamed(removed.friend().value()));
      case ConversationJoined joined ->
          joined(notice, joined.conversation(), notice.conversation());
    };
  }

  private static EventView request(
      Notice notice, String what, UserEvent event, FriendRequest request) {
    UserId other = request.pair().other(event.user());
    Profile profile = notice.people().get(other);
    return logged(
        notice,
        "friend:" + what,
        new EventData.RequestChanged(
            FriendRequestView.of(request),
            UserView.of(profile == null ? Profile.bare(other) : profile)));
  }

  private static EventView joined(Notice notice, ConversationId id, Optional<Conversation> state) {
    return state.isPresent()
        ? conversation(notice, "joined", state.get())
        : logged(notice, "conversation:joined", new EventData.ConversationNamed(id.toString()));
  }

  private static EventView conversation(Notice notice, String what, Conversation state) {
    return logged(
        notice,
        "conversation:" + what,
        new EventData.ConversationChanged(ConversationView.of(state)));
  }

  private static EventView logged(Notice notice, String type, EventData data) {
    return new EventView(type, notice.cursor().toString(), data);
  }
}
