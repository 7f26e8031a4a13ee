package io.chattr.application;

import io.chattr.application.conversation.ChangeMembers;
import io.chattr.application.conversation.OpenConversation;
import io.chattr.application.conversation.ViewConversations;
import io.chattr.application.friendship.Befriend;
import io.chattr.application.friendship.ViewFriends;
import io.chattr.application.live.LiveEvents;
import io.chattr.application.live.Sync;
import io.chattr.application.message.MarkMessages;
import io.chattr.application.message.PostMessage;
import io.chattr.application.message.ReadHistory;
import io.chattr.application.people.ViewPeople;
import io.chattr.application.port.Directory;
import io.chattr.application.port.IdGenerator;
import io.chattr.application.port.MessagePolicy;
import io.chattr.application.port.RateLimiter;
import io.chattr.application.port.Store;
import java.time.InstantSource;

/**
 * A chat backend inside another program: its use cases, over one store.
 *
 * <p>{@code Chattr.on(new MemoryStore()).build()} is a whole one. It has no static state: one for
 * each tenant is fine. Every command is a transaction of its own, and whatever is safe for one
 * thread is safe for many.
 */
public final class Chattr implements AutoCloseable {
  private final OpenConversation openConversation;
  private final ChangeMembers changeMembers;
  private final ViewConversations viewConversations;
  private final PostMessage postMessage;
  private final MarkMessages markMessages;
  private final ReadHistory readHistory;
  private final Befriend befriend;
  private final ViewFriends viewFriends;
  private final ViewPeople viewPeople;
  private final LiveEvents liveEvents;
  private final Sync sync;

  private Chattr(Builder parts) {
    Store store = parts.store;
    var journal = store.journal();
    var conversations = store.conversations();
    var messages = store.messages();
    var relations = store.relations();
    viewPeople = new ViewPeople(parts.directory, parts.limiter);
    openConversation =
        new OpenConversation(conversations, parts.directory, journal, parts.ids(), parts.clock);
    changeMembers = new ChangeMembers(conversations, parts.directory, journal);
    viewConversations = new ViewConversations(conversations);
    postMessage = new PostMessage(conversations, journal, parts.policy, parts.limiter, parts.ids());
    markMessages = new MarkMessages(conversations, messages, journal);
    readHistory = new ReadHistory(conversations, messages);
    befriend =
        new Befriend(relations, parts.directory, journal, parts.limiter, parts.ids(), parts.clock);
    viewFriends = new ViewFriends(relations, viewPeople);
    liveEvents = new LiveEvents(journal, conversations, viewPeople);
    sync = new Sync(journal, liveEvents, markMessages, conversations);
  }

  /** Begins to build one over {@code store}. */
  public static Builder on(Store store) {
    return new Builder(store);
  }

  public OpenConversation openConversation() {
    return openConversation;
  }

  public ChangeMembers changeMembers() {
    return changeMembers;
  }

  public ViewConversations viewConversations() {
    return viewConversations;
  }

  public PostMessage postMessage() {
    return postMessage;
  }

  public MarkMessages markMessages() {
    return markMessages;
  }

  public ReadHistory readHistory() {
    return readHistory;
  }

  public Befriend befriend() {
    return befriend;
  }

  public ViewFriends viewFriends() {
    return viewFriends;
  }

  public ViewPeople viewPeople() {
    return viewPeople;
  }

  public LiveEvents liveEvents() {
    return liveEvents;
  }

  public Sync sync() {
    return sync;
  }

  /** Stops listening to the log; the store stays open, as it is its maker's. */
  @Override
  public void close() {
    liveEvents.close();
  }

  /** What a Chattr is made of; all but the store has a default. */
  public static final class Builder {
    private final Store store;
    private Directory directory = Directory.ofEveryone();
    private MessagePolicy policy = MessagePolicy.none();
    private RateLimiter limiter = RateLimiter.unlimited();
    private InstantSource clock = InstantSource.system();

    private Builder(Store store) {
      this.store = store;
    }

    /** Who exists; by default whoever is named. */
    public Builder directory(Directory users) {
      this.directory = users;
      return this;
    }

    /** Who is asked before a message is decided; by default nobody. */
    public Builder policy(MessagePolicy asked) {
      this.policy = asked;
      return this;
    }

    /** What keeps people from doing too much; by default nothing. */
    public Builder limiter(RateLimiter own) {
      this.limiter = own;
      return this;
    }

    /** Where the time comes from; by default the system's clock. */
    public Builder clock(InstantSource source) {
      this.clock = source;
      return this;
    }

    public Chattr build() {
      return new Chattr(this);
    }

    private IdGenerator ids() {
      return IdGenerator.timeOrdered(clock);
    }
  }
}
