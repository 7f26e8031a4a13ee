package io.chattr.application;

import io.chattr.application.conversation.ArrangeConversation;
import io.chattr.application.conversation.ChangeGroup;
import io.chattr.application.conversation.ChangeMembers;
import io.chattr.application.conversation.OpenConversation;
import io.chattr.application.conversation.ViewConversations;
import io.chattr.application.export.ExportPerson;
import io.chattr.application.friendship.Befriend;
import io.chattr.application.friendship.Block;
import io.chattr.application.friendship.ViewFriends;
import io.chattr.application.live.LiveEvents;
import io.chattr.application.live.Sync;
import io.chattr.application.message.DeleteMessage;
import io.chattr.application.message.EditMessage;
import io.chattr.application.message.ForwardMessage;
import io.chattr.application.message.MarkMessage;
import io.chattr.application.message.MarkMessages;
import io.chattr.application.message.PostMessage;
import io.chattr.application.message.ReadHistory;
import io.chattr.application.message.ViewMessages;
import io.chattr.application.people.AnnounceProfile;
import io.chattr.application.people.ChooseSettings;
import io.chattr.application.people.ErasePerson;
import io.chattr.application.people.Receipts;
import io.chattr.application.people.ViewPeople;
import io.chattr.application.port.Directory;
import io.chattr.application.port.IdGenerator;
import io.chattr.application.port.MessagePolicy;
import io.chattr.application.port.RateLimiter;
import io.chattr.application.port.Store;
import io.chattr.application.port.Vocabularies;
import io.chattr.application.presence.Presence;
import io.chattr.application.presence.ThreadTiming;
import io.chattr.application.presence.Timing;
import io.chattr.application.presence.Typing;
import io.chattr.application.presence.Whispers;
import io.chattr.domain.decision.HouseRules;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

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
  private final ChooseSettings chooseSettings;
  private final AnnounceProfile announceProfile;
  private final ErasePerson erasePerson;
  private final ExportPerson exportPerson;
  private final Receipts receipts;
  private final Block block;
  private final ArrangeConversation arrangeConversation;
  private final ChangeGroup changeGroup;
  private final EditMessage editMessage;
  private final DeleteMessage deleteMessage;
  private final MarkMessage markMessage;
  private final ForwardMessage forwardMessage;
  private final ViewMessages viewMessages;
  private final LiveEvents liveEvents;
  private final Sync sync;
  private final Whispers whispers = new Whispers();
  private final Vocabularies vocabularies;
  private final Presence presence;
  private final Typing typing;
  private final Optional<ThreadTiming> thread;

  private Chattr(Builder parts) {
    Store store = parts.store;
    var journal = store.journal();
    var conversations = store.conversations();
    var messages = store.messages();
    var relations = store.relations();
    viewPeople = new ViewPeople(parts.directory, parts.limiter);
    openConversation =
        new OpenConversation(
            conversations,
            relations,
            parts.directory,
            journal,
            parts.rules,
            parts.ids(),
            parts.clock);
    changeMembers = new ChangeMembers(conversations, parts.directory, journal, parts.rules);
    arrangeConversation = new ArrangeConversation(conversations, journal);
    changeGroup = new ChangeGroup(conversations, arrangeConversation, journal);
    viewConversations = new ViewConversations(conversations);
    receipts = new Receipts(store.preferences());
    chooseSettings = new ChooseSettings(store.preferences(), journal);
    announceProfile = new AnnounceProfile(relations, conversations, journal);
    erasePerson =
        new ErasePerson(
            announceProfile,
            relations,
            conversations,
            messages,
            store.preferences(),
            store.presences(),
            journal,
            parts.clock);
    postMessage =
        new PostMessage(
            conversations,
            messages,
            journal,
            parts.directory,
            parts.policy,
            parts.limiter,
            parts.ids());
    editMessage =
        new EditMessage(
            conversations,
            messages,
            journal,
            parts.directory,
            parts.policy,
            parts.limiter,
            parts.rules,
            parts.clock);
    deleteMessage = new DeleteMessage(conversations, messages, journal, parts.clock);
    markMessage = new MarkMessage(conversations, messages, journal);
    forwardMessage = new ForwardMessage(conversations, messages, postMessage, parts.ids());
    viewMessages = new ViewMessages(conversations, messages, receipts, parts.limiter);
    markMessages = new MarkMessages(conversations, messages, journal, parts.markRound);
    readHistory = new ReadHistory(conversations, messages);
    befriend =
        new Befriend(relations, parts.directory, journal, parts.limiter, parts.ids(), parts.clock);
    block = new Block(relations, parts.directory, journal, viewPeople);
    viewFriends = new ViewFriends(relations, viewPeople);
    exportPerson = new ExportPerson(viewFriends, block, conversations, readHistory, parts.limiter);
    liveEvents = new LiveEvents(store, viewPeople, parts.positions);
    thread =
        parts.timing.isPresent() ? Optional.empty() : Optional.of(new ThreadTiming(parts.clock));
    Timing timing = parts.timing.orElseGet(thread::orElseThrow);
    vocabularies = store.vocabularies();
    presence = new Presence(store.presences(), whispers, timing);
    typing = new Typing(conversations, whispers, timing);
    liveEvents.watch(typing::hear);
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

  public ChooseSettings chooseSettings() {
    return chooseSettings;
  }

  public AnnounceProfile announceProfile() {
    return announceProfile;
  }

  public ErasePerson erasePerson() {
    return erasePerson;
  }

  public ExportPerson exportPerson() {
    return exportPerson;
  }

  public Receipts receipts() {
    return receipts;
  }

  public Block block() {
    return block;
  }

  public ArrangeConversation arrangeConversation() {
    return arrangeConversation;
  }

  public ChangeGroup changeGroup() {
    return changeGroup;
  }

  public EditMessage editMessage() {
    return editMessage;
  }

  public DeleteMessage deleteMessage() {
    return deleteMessage;
  }

  public MarkMessage markMessage() {
    return markMessage;
  }

  public ForwardMessage forwardMessage() {
    return forwardMessage;
  }

  public ViewMessages viewMessages() {
    return viewMessages;
  }

  public LiveEvents liveEvents() {
    return liveEvents;
  }

  public Sync sync() {
    return sync;
  }

  public Vocabularies vocabularies() {
    return vocabularies;
  }

  /** Who is there. */
  public Presence presence() {
    return presence;
  }

  public Typing typing() {
    return typing;
  }

  /** What is told of presence and typing. */
  public Whispers whispers() {
    return whispers;
  }

  /**
   * Makes what marks wait, and stops listening to the log; the store stays open, as it is its
   * maker's.
   */
  @Override
  public void close() {
    markMessages.close();
    liveEvents.close();
    thread.ifPresent(ThreadTiming::close);
    presence.close();
  }

  /** What a Chattr is made of; all but the store has a default. */
  public static final class Builder {
    private final Store store;
    private Directory directory = Directory.ofEveryone();
    private MessagePolicy policy = MessagePolicy.none();
    private HouseRules rules = HouseRules.defaults();
    private Duration markRound = MarkMessages.ROUND;
    private Duration positions = LiveEvents.POSITIONS;
    private RateLimiter limiter = RateLimiter.unlimited();
    private InstantSource clock = InstantSource.system();
    private Optional<Timing> timing = Optional.empty();

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

    /** What holds for everybody; by default {@link HouseRules#defaults()}. */
    public Builder rules(HouseRules house) {
      this.rules = house;
      return this;
    }

    /**
     * In what time the marks of a group become one event; by default a second. Of none, each mark
     * is an event.
     */
    public Builder markRound(Duration round) {
      this.markRound = round;
      return this;
    }

    /**
     * How often who hears nothing is told how far the log has come, so that their place in it is
     * not forgotten; by default every ten minutes, and at most every second.
     */
    public Builder positions(Duration every) {
      this.positions = every;
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

    /** What presence and typing go by; by default the clock, and a thread of its own. */
    public Builder timing(Timing source) {
      this.timing = Optional.of(source);
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
