package io.chattr.wire.view;

import io.chattr.application.live.Notice;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.event.ConversationEvent;
import io.chattr.domain.event.ConversationEvent.ConversationCreated;
import io.chattr.domain.event.ConversationEvent.ConversationDeleted;
import io.chattr.domain.event.ConversationEvent.ConversationUpdated;
import io.chattr.domain.event.ConversationEvent.MemberAdded;
import io.chattr.domain.event.ConversationEvent.MemberProfileChanged;
import io.chattr.domain.event.ConversationEvent.MemberRemoved;
import io.chattr.domain.event.ConversationEvent.MemberUpdated;
import io.chattr.domain.event.ConversationEvent.MessageDeleted;
import io.chattr.domain.event.ConversationEvent.MessageEdited;
import io.chattr.domain.event.ConversationEvent.MessageEvent;
import io.chattr.domain.event.ConversationEvent.MessagePosted;
import io.chattr.domain.event.ConversationEvent.PinChanged;
import io.chattr.domain.event.ConversationEvent.ReactionsChanged;
import io.chattr.domain.event.ConversationEvent.StatusMoved;
import io.chattr.domain.event.UserEvent;
import io.chattr.domain.event.UserEvent.BlockChanged;
import io.chattr.domain.event.UserEvent.ConversationArranged;
import io.chattr.domain.event.UserEvent.ConversationJoined;
import io.chattr.domain.event.UserEvent.FriendRemoved;
import io.chattr.domain.event.UserEvent.FriendRequestAccepted;
import io.chattr.domain.event.UserEvent.FriendRequestCancelled;
import io.chattr.domain.event.UserEvent.FriendRequestEvent;
import io.chattr.domain.event.UserEvent.FriendRequestRejected;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import io.chattr.domain.event.UserEvent.MessageHidden;
import io.chattr.domain.event.UserEvent.ProfileChanged;
import io.chattr.domain.event.UserEvent.StarChanged;
import io.chattr.domain.event.UserEvent.UserSettingsChanged;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.people.Profile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event in the native vocabulary: its name, the cursor of who has heard it where it is logged,
 * and its data. The same for everyone who hears the same notice.
 */
public record EventView(String type, @Nullable String cursor, EventData data) {

  public static EventView of(Notice notice) {
    return switch (notice.event()) {
      case MessageEvent event -> of(notice, event);
      case ConversationEvent event -> of(notice, event);
      case FriendRequestEvent event -> of(notice, event);
      case UserEvent event -> of(notice, event);
    };
  }

  private static EventView of(Notice notice, MessageEvent event) {
    var message = event.message();
    return switch (event) {
      case MessagePosted posted ->
          logged(notice, "message:new", EventData.MessageChanged.of(message, message.seq()));
      case MessageEdited edited ->
          logged(notice, "message:edited", EventData.MessageChanged.of(message, edited.lastSeq()));
      case MessageDeleted deleted ->
          logged(
              notice, "message:deleted", EventData.MessageChanged.of(message, deleted.lastSeq()));
      case ReactionsChanged changed ->
          logged(notice, "message:reaction", EventData.MessageReactions.of(changed));
      case PinChanged changed ->
          logged(
              notice,
              message.pinned() ? "message:pinned" : "message:unpinned",
              EventData.MessageNamed.of(message));
    };
  }

  private static EventView of(Notice notice, ConversationEvent event) {
    String id = event.conversation().toString();
    return switch (event) {
      case MessageEvent above -> of(notice, above);
      case StatusMoved moved ->
          logged(notice, "message:status", EventData.StatusChanged.of(moved, notice.veiled()));
      case ConversationCreated created -> conversation(notice, "created", created.state());
      case ConversationUpdated updated ->
          logged(
              notice,
              "conversation:updated",
              new EventData.ConversationDescribed(DetailsView.of(updated.state())));
      case ConversationDeleted deleted ->
          logged(notice, "conversation:deleted", new EventData.ConversationNamed(id));
      case MemberAdded added ->
          logged(
              notice,
              "member:added",
              new EventData.MemberCame(id, MemberView.of(added.member(), notice.veiled())));
      case MemberUpdated updated ->
          logged(
              notice,
              "member:updated",
              new EventData.MemberRanked(id, MemberView.ranked(updated.member())));
      case MemberRemoved removed ->
          logged(notice, "member:removed", new EventData.MemberWent(id, removed.member().value()));
      case MemberProfileChanged changed -> profile(notice, changed.member());
    };
  }

  private static EventView of(Notice notice, FriendRequestEvent event) {
    return switch (event) {
      case FriendRequestSent sent -> request(notice, "request_sent", sent);
      case FriendRequestAccepted accepted -> request(notice, "request_accepted", accepted);
      case FriendRequestRejected rejected -> request(notice, "request_rejected", rejected);
      case FriendRequestCancelled cancelled -> request(notice, "request_cancelled", cancelled);
      case FriendRequestUpdated updated -> request(notice, "request_updated", updated);
    };
  }

  private static EventView of(Notice notice, UserEvent event) {
    return switch (event) {
      case FriendRequestEvent above -> of(notice, above);
      case FriendRemoved removed ->
          logged(notice, "friend:removed", new EventData.UserNamed(removed.friend().value()));
      case BlockChanged changed ->
          changed.blocked()
              ? logged(
                  notice, "block:added", new EventData.UserShown(user(notice, changed.other())))
              : logged(notice, "block:removed", new EventData.UserNamed(changed.other().value()));
      case ProfileChanged changed -> profile(notice, changed.about());
      case UserSettingsChanged changed ->
          logged(
              notice,
              "user:settings",
              new EventData.SettingsChosen(UserSettingsView.of(changed.settings())));
      case ConversationJoined joined ->
          joined(notice, joined.conversation(), notice.conversation());
      case ConversationArranged arranged ->
          logged(notice, "conversation:settings", EventData.ConversationKept.of(arranged));
      case MessageHidden hidden ->
          logged(notice, "message:deleted", EventData.MessageHidden.of(hidden.message()));
      case StarChanged changed ->
          logged(
              notice,
              changed.starred() ? "message:starred" : "message:unstarred",
              EventData.MessageNamed.of(changed.message()));
    };
  }

  private static EventView request(Notice notice, String what, FriendRequestEvent event) {
    UserId other = event.request().pair().other(event.user());
    return logged(
        notice,
        "friend:" + what,
        new EventData.RequestChanged(FriendRequestView.of(event.request()), user(notice, other)));
  }

  private static UserView user(Notice notice, UserId user) {
    Profile profile = notice.people().get(user);
    return UserView.of(profile == null ? Profile.bare(user) : profile);
  }

  /** Who has no profile any more is no more. */
  private static EventView profile(Notice notice, UserId about) {
    Profile profile = notice.people().get(about);
    return profile == null
        ? logged(notice, "user:deleted", new EventData.UserNamed(about.value()))
        : logged(notice, "user:updated", new EventData.UserShown(UserView.of(profile)));
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
        new EventData.ConversationChanged(ConversationView.of(state, notice.veiled())));
  }

  private static EventView logged(Notice notice, String type, EventData data) {
    return new EventView(type, notice.cursor().toString(), data);
  }
}
