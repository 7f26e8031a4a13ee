package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.export.ExportPerson.Export;
import io.chattr.application.port.Page;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.domain.people.Profile;
import io.chattr.wire.Json;
import io.chattr.wire.view.ConversationView;
import io.chattr.wire.view.FriendRequestView;
import io.chattr.wire.view.Shown;
import io.chattr.wire.view.UserSettingsView;
import io.chattr.wire.view.UserView;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An export as a ZIP file, each part of which is read when the one before has been written. */
final class ExportArchive implements Reply.Content {
  private static final String README =
      """
      What this Chattr server has of you and for you to see, in files of JSON (RFC 8259, UTF-8).

      profile.json          your profile, as only you see it
      settings.json         what you chose for yourself
      sessions.json         where you are logged in; "current" is where you asked for this
      friends.json          the profiles of your friends
      friend-requests.json  requests from you and to you that nobody has answered
      blocks.json           the profiles of those whom you block
      conversations.json    the conversations that you are in
      messages/ID.json      what you can read in the conversation with this id, the oldest first

      Every list is whole, with one item on each line. People and messages are named by their ids;
      who deleted their account has no profile any more. An encrypted message stands here as it was
      sent: your device alone can read it. Each file shows what there was when it was written, which
      may be a little later than what stands in the one before.
      """;

  private final Export export;
  private final Own own;
  private final Shown shown;
  private final Json json;

  ExportArchive(Export export, Own own, Shown shown, Json json) {
    this.export = export;
    this.own = own;
    this.shown = shown;
    this.json = json;
  }

  /** What is known without asking page by page; no sessions where log-ins are the host's. */
  record Own(UserView profile, UserSettingsView settings, Optional<List<SessionView>> sessions) {}

  @Override
  public void writeTo(OutputStream out) throws IOException {
    var zip = new JsonZip(out, json);
    try {
      zip.text("README.txt", README);
      zip.value("profile.json", own.profile());
      zip.value("settings.json", own.settings());
      own.sessions()
          .ifPresent(
              sessions ->
                  zip.<SessionView>list(
                      "sessions.json", page -> page.accept(sessions), Function.identity()));
      zip.<Profile>list("friends.json", export::friends, each(UserView::of));
      zip.<FriendRequest>list(
          "friend-requests.json", export::friendRequests, each(FriendRequestView::of));
      zip.<Profile>list("blocks.json", export::blocks, each(UserView::of));
      zip.list("conversations.json", export::conversations, this::views);
      export.eachConversation(ids -> ids.forEach(id -> messages(zip, id)));
      zip.end();
    } catch (UncheckedIOException gone) {
      throw gone.getCause();
    }
  }

  private void messages(JsonZip zip, ConversationId id) {
    UserId user = export.user();
    zip.<Message>list(
        "messages/" + id + ".json",
        page -> export.messages(id, page),
        some -> shown.messages(user, page(some)).items());
  }

  private List<ConversationView> views(List<Overview> some) {
    return shown.conversations(export.user(), page(some)).items();
  }

  private static <T> Page<T> page(List<T> some) {
    return new Page<>(some, Optional.empty());
  }

  private static <T, V> Function<List<T>, List<V>> each(Function<T, V> view) {
    return some -> some.stream().map(view).toList();
  }

  @Override
  public void close() {
    export.close();
  }
}
