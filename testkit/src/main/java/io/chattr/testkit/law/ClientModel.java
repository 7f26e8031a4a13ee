package io.chattr.testkit.law;

import static io.chattr.application.port.Relations.Direction.INCOMING;
import static io.chattr.application.port.Relations.Direction.OUTGOING;

import io.chattr.application.Chattr;
import io.chattr.application.live.Notice;
import io.chattr.application.message.ReadHistory;
import io.chattr.application.port.Page;
import io.chattr.application.port.PageRequest;
import io.chattr.domain.conversation.Conversation;
import io.chattr.domain.conversation.Overview;
import io.chattr.domain.conversation.Unread;
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
import io.chattr.domain.event.UserEvent.FriendRequestRejected;
import io.chattr.domain.event.UserEvent.FriendRequestSent;
import io.chattr.domain.event.UserEvent.FriendRequestUpdated;
import io.chattr.domain.event.UserEvent.MessageHidden;
import io.chattr.domain.event.UserEvent.ProfileChanged;
import io.chattr.domain.event.UserEvent.StarChanged;
import io.chattr.domain.event.UserEvent.UserSettingsChanged;
import io.chattr.domain.failure.Failure.NotFound;
import io.chattr.domain.failure.Rejected;
import io.chattr.domain.friendship.FriendRequest;
import io.chattr.domain.identity.ConversationId;
import io.chattr.domain.identity.FriendRequestId;
import io.chattr.domain.identity.UserId;
import io.chattr.domain.message.Message;
import io.chattr.domain.people.Profile;
import io.chattr.domain.people.UserSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a simple client keeps for its owner: it loads the lists, then does what the events say, in
 * their order, without a thought of what it knew before.
 *
 * <p>An event about a conversation that it does not know says, like {@code ConversationJoined},
 * "load this one": the list is in the order of the newest message, so a conversation can slip from
 * a page that is still to come into one that was read.
 */
final class ClientModel {
  private final Chattr chattr;
  private final UserId owner;
  private final int pageSize;
  private final Set<UserId> friends = new HashSet<>();
  private final Map<FriendRequestId, FriendRequest> incoming = new HashMap<>();
  private final Map<FriendRequestId, FriendRequest> outgoing = new HashMap<>();
  private final Set<UserId> blocked = new HashSet<>();
  private UserSettings settings = UserSettings.defaults();
  private final Map<ConversationId, KnownConversation> conversations = new HashMap<>();
  private final Map<ConversationId, Long> unreadAsTold = new HashMap<>();

  ClientModel(Chattr chattr, UserId owner, int pageSize) {
    this.chattr = chattr;
    this.owner = owner;
    this.pageSize = pageSize;
  }

  /** As a client that begins now and is not disturbed finds it. */
  static ClientModel fresh(Chattr chattr, UserId owner) {
    var client = new ClientModel(chattr, owner, PageRequest.MAX_LIMIT);
    client.load(() -> {});
    return client;
  }

  /** Loads all lists; {@code meanwhile} runs between any two requests. */
  void load(Runnable meanwhile) {
    pages(
        page -> chattr.viewFriends().friends(owner, page),
        (Profile friend) -> friends.add(friend.id()),
        meanwhile);
    pages(
        page -> chattr.viewFriends().pending(owner, INCOMING, page),
        request -> incoming.put(request.id(), request),
        meanwhile);
    pages(
        page -> chattr.viewFriends().pending(owner, OUTGOING, page),
        request -> outgoing.put(request.id(), request),
        meanwhile);
    pages(page -> chattr.block().list(owner, page), other -> blocked.add(other.id()), meanwhile);
    settings = chattr.chooseSettings().of(owner);
    pages(
        page -> chattr.viewConversations().list(owner, page),
        overview -> load(overview, meanwhile),
        meanwhile);
  }

  private <T> void pages(
      Function<PageRequest, Page<T>> list, Consumer<T> each, Runnable meanwhile) {
    Optional<String> cursor = Optional.empty();
    do {
      meanwhile.run();
      Page<T> page = list.apply(new PageRequest(cursor, pageSize));
      page.items().forEach(each);
      cursor = page.nextCursor();
    } while (cursor.isPresent());
  }

  private void load(Overview overview, Runnable meanwhile) {
    ConversationId id = overview.conversation().id();
    known(id).become(overview.conversation());
    known(id).arrange(overview.settings());
    unreadAsTold.put(id, overview.unread());
    try {
      Optional<Long> before = Optional.empty();
      do {
        meanwhile.run();
        Page<Message> page = chattr.readHistory().handle(history(id, before));
        page.items().forEach(known(id)::add);
        known(id).mark(chattr.viewMessages().marks(owner, page.items()));
        before = page.nextCursor().map(Long::valueOf);
      } while (before.isPresent());
    } catch (Rejected refused) {
      dropUnlessFound(id, refused);
    }
  }

  private ReadHistory.Query history(ConversationId id, Optional<Long> before) {
    return new ReadHistory.Query(
        owner, id, before, Optional.empty(), Optional.empty(), Optional.empty(), pageSize);
  }

  private void loadThis(ConversationId id) {
    drop(id);
    try {
      Overview overview = chattr.viewConversations().require(owner, id);
      if (!overview.settings().hides(overview.conversation().lastSeq())) {
        load(overview, () -> {});
      }
    } catch (Rejected refused) {
      dropUnlessFound(id, refused);
    }
  }

  private void dropUnlessFound(ConversationId id, Rejected refused) {
    if (!(refused.failure() instanceof NotFound)) {
      throw refused;
    }
    drop(id);
  }

  private void drop(ConversationId id) {
    conversations.remove(id);
    unreadAsTold.remove(id);
  }

  private KnownConversation known(ConversationId id) {
    return conversations.computeIfAbsent(id, unknown -> new KnownConversation());
  }

  void apply(Notice notice) {
    switch (notice.event()) {
      case ConversationEvent event -> apply(event);
      case UserEvent event -> apply(event);
    }
  }

  /** What the server says is unread, which must be what the client counts. */
  void apply(Unread unread) {
    if (conversations.containsKey(unread.conversation())) {
      unreadAsTold.put(unread.conversation(), unread.count());
    }
  }

  private void apply(ConversationEvent event) {
    ConversationId id = event.conversation();
    if (event instanceof MemberRemoved removed && removed.member().equals(owner)) {
      drop(id);
    } else if (event instanceof ConversationDeleted) {
      drop(id);
    } else if (event instanceof ConversationCreated created) {
      create(created.state());
    } else if (conversations.containsKey(id)) {
      KnownConversation conversation = known(id);
      switch (event) {
        case MessagePosted posted -> conversation.add(posted.message());
        case MessageEdited edited -> conversation.change(edited.message());
        case MessageDeleted deleted -> conversation.change(deleted.message());
        case PinChanged changed -> conversation.change(changed.message());
        case ReactionsChanged changed -> {
          conversation.change(changed.message());
          if (changed.user().equals(owner)) {
            conversation.reacted(changed.message(), changed.emojis());
          }
        }
        case StatusMoved moved -> moved.moves().forEach(conversation::move);
        case MemberAdded added -> conversation.join(added.member());
        case MemberRemoved removed -> conversation.leave(removed.member());
        case MemberUpdated updated -> conversation.rank(updated.member());
        case ConversationUpdated updated -> conversation.describe(updated.state());
        case MemberProfileChanged changed -> {}
        case ConversationCreated created -> {}
        case ConversationDeleted deleted -> {}
      }
    } else {
      loadThis(id);
    }
  }

  private void create(Conversation state) {
    // Told late, it may already be without its reader.
    if (state.member(owner).isPresent()) {
      known(state.id()).become(state);
      unreadAsTold.putIfAbsent(state.id(), 0L);
    }
  }

  private void apply(UserEvent event) {
    switch (event) {
      case FriendRequestSent sent -> put(sent.request());
      case FriendRequestUpdated updated -> put(updated.request());
      case FriendRequestRejected rejected -> put(rejected.request());
      case FriendRequestCancelled cancelled -> put(cancelled.request());
      case FriendRequestAccepted accepted -> {
        put(accepted.request());
        friends.add(accepted.request().pair().other(owner));
      }
      case FriendRemoved removed -> friends.remove(removed.friend());
      case BlockChanged changed -> {
        if (changed.blocked()) {
          blocked.add(changed.other());
        } else {
          blocked.remove(changed.other());
        }
      }
      case UserSettingsChanged changed -> settings = changed.settings();
      case ProfileChanged changed -> {}
      case ConversationJoined joined -> loadThis(joined.conversation());
      case ConversationArranged arranged -> arrange(arranged);
      case MessageHidden hidden ->
          find(hidden.message()).ifPresent(known -> known.hide(hidden.message()));
      case StarChanged changed ->
          find(changed.message())
              .ifPresent(known -> known.star(changed.message(), changed.starred()));
    }
  }

  private Optional<KnownConversation> find(Message message) {
    return Optional.ofNullable(conversations.get(message.conversation()));
  }

  private void arrange(ConversationArranged arranged) {
    KnownConversation known = conversations.get(arranged.conversation());
    if (known == null) {
      loadThis(arranged.conversation());
      return;
    }
    known.arrange(arranged.settings());
    if (known.isHidden()) {
      drop(arranged.conversation());
    }
  }

  private void put(FriendRequest request) {
    var side = request.sender().equals(owner) ? outgoing : incoming;
    if (request.isPending()) {
      side.put(request.id(), request);
    } else {
      side.remove(request.id());
    }
  }

  Snapshot snapshot() {
    return new Snapshot(
        Set.copyOf(friends),
        Set.copyOf(incoming.values()),
        Set.copyOf(outgoing.values()),
        Set.copyOf(blocked),
        settings,
        conversations.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().view(owner))));
  }

  /** How much is unread in each conversation, as the server said when it was last asked. */
  Map<ConversationId, Long> unreadAsTold() {
    return Map.copyOf(unreadAsTold);
  }
}
